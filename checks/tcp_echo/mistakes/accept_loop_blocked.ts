import { recogniser } from "../../../lib/diagnose/reading.ts";
import type { Conversation } from "../../../lib/diagnose/conversation.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import type { Program, StreamServer } from "../../../lib/serve/server.ts";
import { echoLoop } from "../../../lib/serve/echo.ts";

/** Something waits inside the accept loop. */
export const acceptLoopBlocked = mistake({
  id: "accept-loop-blocked",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Waits inside the accept loop",
  shows: "each new client waits a fixed time, one after another, even when nobody else is served",
  why:
    "Only accept() should wait in the accept loop. A sleep(), a join() or a question to the user there holds up everybody who connects.",
  code: {
    c: {
      wrong: "client = accept(server, NULL, NULL); usleep(500000); pthread_create(…);",
      right: "client = accept(server, NULL, NULL); pthread_create(…);",
    },
    python: { wrong: "thread.start(); time.sleep(0.5)", right: "thread.start()" },
    java: { wrong: "thread.start(); Thread.sleep(500);", right: "thread.start();" },
  },
  recognise: recogniser((run) =>
    run.all.some((seen) =>
        seen.group === "concurrency" &&
        [seen.before, seen.conversations].some(isStaircase)
      )
      ? {
        explains: ({ group, evidence, conversations }) =>
          group === "concurrency" && evidence !== "bytes" && conversations.length >= FEW_CLIENTS,
        contradicts: ({ status, conversations }) =>
          status === "pass" && conversations.length >= CLIENTS && isAtOnce(conversations),
      }
      : null
  ),
  serve: afterSleeping((client) => echoLoop(client)),
});

/** Serves each client when a pause in the accept loop has passed for it. */
export function afterSleeping(
  serve: (client: Client, program: Program) => Promise<unknown>,
): StreamServer {
  return {
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      let line: Promise<void> = Promise.resolve();
      return async (client) => {
        line = line.then(() => program.sleep(500));
        await line;
        await serve(client, program);
      };
    },
  };
}

const CLIENTS = 5;
const FEW_CLIENTS = 4;
/** A pause of the accept loop that can be told from the noise, in milliseconds. */
const STEP_MS = 80;

/** Whether clients that came together were answered one by one, a pause between each two. */
function isStaircase(conversations: readonly Conversation[]): boolean {
  const steps = stepsOf(conversations);
  return conversations.length >= CLIENTS && steps.length >= 2 &&
    steps.every((ms) => ms >= STEP_MS);
}

function isAtOnce(conversations: readonly Conversation[]): boolean {
  const steps = stepsOf(conversations);
  const askedMs = conversations.map(({ portions: [first], connectMs }) =>
    first?.sentMs ?? connectMs
  );
  return steps.length + 1 === conversations.length && steps.every((ms) => ms < STEP_MS) &&
    Math.max(...askedMs) - Math.min(...askedMs) < STEP_MS;
}

function stepsOf(conversations: readonly Conversation[]): readonly number[] {
  const times = conversations.flatMap(({ entries }) =>
    entries.find(({ event }) => event === "receive")?.ms ?? []
  )
    .toSorted((a, b) => a - b);
  return times.slice(1).map((ms, i) => ms - times[i]!);
}
