import { type Conversation, endedFirst, isEchoed } from "../../../lib/diagnose/conversation.ts";
import { allConversations } from "../../../lib/diagnose/features.ts";
import type { Observations } from "../../../lib/diagnose/observation.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { firstDifference } from "../../../lib/bytes/compare.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** What doesn't fit into the buffer is read and thrown away. */
export const discardsBeyondBuffer = mistake({
  id: "discards-beyond-buffer",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Throws away what doesn't fit into the buffer",
  shows: "only the first bytes of a large message come back, and the rest never does",
  why:
    "A server that takes one buffer for one message and empties the socket before the next loses the rest of a longer message. It was no rest: the next recv() would have returned it.",
  code: {
    c: {
      wrong:
        "n = recv(client, buf, sizeof buf, 0);\nwhile (recv(client, trash, sizeof trash, MSG_DONTWAIT) > 0) ;",
      right: "while ((n = recv(client, buf, sizeof buf, 0)) > 0)\n    send(client, buf, n, 0);",
    },
    javascript: { wrong: "socket.write(data.subarray(0, 1024));", right: "socket.write(data);" },
  },
  byHand: { run: "head -c 100000 /dev/zero | nc -w 1 {host} {port} | wc -c", right: "100000" },
  recognise: recogniser((run) => {
    const size = cutAt(run);
    return size === null ? null : {
      explains: (seen) => seen.conversations.some((one) => lengthBeforeCut(one) === size),
      contradicts: (seen) =>
        seen.conversations.some((one) =>
          isEchoed(one) && one.portions.some(({ sent }) => sent.length > size)
        ),
    };
  }),
  serve: eachClient(async (client, { bufferBytes }) => {
    const waiting = new Uint8Array(64 * 1024);
    for (let n = await client.recvInto(waiting); n > 0; n = await client.recvInto(waiting)) {
      await client.send(waiting.slice(0, Math.min(n, bufferBytes)));
    }
  }),
});

/** The length at which at least two pieces were cut; `null` where there is none. */
function cutAt(run: Observations): number | null {
  const cuts = allConversations(run).map(lengthBeforeCut).filter((cut) => cut !== null);
  return cuts.find((cut, i) => cut > 0 && cuts.indexOf(cut) < i) ?? null;
}

/** How much of the first piece came back before the rest of it was lost, with the connection open. */
function lengthBeforeCut(conversation: Conversation): number | null {
  const { portions: [first], sent, received } = conversation;
  const at = firstDifference(sent, received);
  return first && at !== null && at < first.sent.length && !endedFirst(conversation) ? at : null;
}
