import { recogniser } from "../../../lib/diagnose/reading.ts";
import { hasPassed, isIgnored } from "../../../lib/diagnose/features.ts";
import type { Conversation } from "../../../lib/diagnose/conversation.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { echoLoop, forever } from "../../../lib/serve/echo.ts";

/** All threads get the address of one variable. */
export const threadArgumentShared = mistake({
  id: "thread-argument-shared",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Passes all threads the address of one variable",
  shows:
    "of clients that connect at the same moment only the last is served, or one gets another's replies",
  why:
    "pthread_create(…, &client) passes the address. Before the thread has read it, the next accept() may have stored another descriptor there.",
  code: {
    c: {
      wrong: "pthread_create(&t, NULL, serve, &client);",
      right:
        "int *own = malloc(sizeof *own); *own = client;\npthread_create(&t, NULL, serve, own);   /* which frees it */",
    },
    python: {
      wrong: "Thread(target=lambda: serve(client)).start()",
      right: "Thread(target=serve, args=(client,)).start()",
    },
  },
  recognise: recogniser((run) =>
    hasPassed(run, "concurrency/second-client") && run.goneAfter === null
      ? {
        isVague: true,
        explains: ({ group, conversations }) =>
          group === "concurrency" && conversations.some((one) => isOvertaken(one, conversations)),
        contradicts: ({ id, status }) => status !== "pass" && id.endsWith("/slow-writer"),
      }
      : null
  ),
  serve: {
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      let latest: Client | null = null;
      return async (client) => {
        latest = client;
        await program.sleep(1); // until the new thread runs
        if (latest === client) await echoLoop(client);
        else await forever();
      };
    },
  },
});

/** How soon the next client must come to overtake, in milliseconds. */
const SOON_MS = 20;

/** Whether a client was ignored where the one right behind it was served. */
function isOvertaken(one: Conversation, all: readonly Conversation[]): boolean {
  return isIgnored(one) &&
    all.some((other) =>
      other.conn > one.conn && other.receivedBytes > 0 && other.connectMs - one.connectMs < SOON_MS
    );
}
