import { recogniser } from "../../../lib/diagnose/reading.ts";
import { hasFailed } from "../../../lib/diagnose/features.ts";
import type { Conversation } from "../../../lib/diagnose/conversation.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { forever } from "../../../lib/serve/echo.ts";

/** `select()` overwrites the set that it is given. */
export const fdSetNotCopied = mistake({
  id: "fd-set-not-copied",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Gives select() the only set it has",
  shows:
    "a client's first message is answered, and its later ones are not while others are active or have just come",
  why:
    "select() changes the sets that it is given: only descriptors that are ready remain. Pass it a copy each time, or all others are forgotten.",
  code: {
    c: {
      wrong: "select(max + 1, &all, NULL, NULL, NULL);",
      right: "ready = all;\nselect(max + 1, &ready, NULL, NULL, NULL);",
    },
  },
  byHand: {
    run: "(printf 'one\\n'; sleep 0.3; printf 'two\\n') | nc -w 1 {host} {port}",
    right: "one\ntwo",
  },
  recognise: recogniser((run) =>
    run.goneAfter === null && hasFailed(run, "concurrency/slow-writer")
      ? {
        explains: ({ group, evidence, conversations }) =>
          group === "concurrency" && evidence === "silence" &&
          conversations.some((one) => isForgotten(one, conversations)),
        contradicts: ({ id, status }) => status === "pass" && id.endsWith("/slow-writer"),
      }
      : null
  ),
  serve: {
    transport: "tcp",
    serving: "concurrent",
    start() {
      let watched: Client | null = null;
      return async (client) => {
        watched = client; // accept() adds it to the set that the last select() has left
        for (let piece = await client.recv(); piece; piece = await client.recv()) {
          if (watched !== client) await forever();
          await client.send(piece);
        }
      };
    },
  },
});

/** Whether a client isn't answered any more once another has come, which is. */
function isForgotten(one: Conversation, all: readonly Conversation[]): boolean {
  const isSilent = one.ending === "open" && one.receivedBytes < one.sentBytes;
  return isSilent && all.some((other) => other.conn > one.conn && other.receivedBytes > 0);
}
