import { conversationsIn, hasHole, isStalled, isTailLost } from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { ByteList } from "../../../lib/bytes/byte_list.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, forever } from "../../../lib/serve/echo.ts";

/** What couldn't be sent at once waits for ever. */
export const writeEventMissing = mistake({
  id: "write-event-missing",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Forgets to send the rest when there is room again",
  shows: "a large transfer stalls, and goes on only when the client sends more, or never",
  why:
    "On a non-blocking socket send() may take a part only. The rest must be sent when poll() says POLLOUT; a server that asks for POLLIN alone comes back to it only when the client sends again, or never.",
  code: {
    c: {
      wrong: "fds[i].events = POLLIN;",
      right: "fds[i].events = POLLIN | (pending[i] > 0 ? POLLOUT : 0);",
    },
    python: {
      wrong: "selector.modify(client, EVENT_READ)",
      right: "selector.modify(client, EVENT_READ | (EVENT_WRITE if pending else 0))",
    },
    java: {
      wrong: "key.interestOps(SelectionKey.OP_READ);",
      right: "key.interestOps(OP_READ | (pending.hasRemaining() ? OP_WRITE : 0));",
    },
    javascript: {
      wrong: "if (!socket.write(data)) socket.pause();",
      right:
        'if (!socket.write(data)) { socket.pause(); socket.once("drain", () => socket.resume()); }',
    },
  },
  alike: {
    ids: ["close-drops-pending"],
    words:
      "Where only the end of a connection loses bytes, it may be a close() with bytes still to send: look for what happens to them when recv() returns 0.",
  },
  recognise: recogniser((run) =>
    run.failed.some((seen) => conversationsIn(seen).some(isStalled))
      ? {
        explains: (seen) => conversationsIn(seen).some((one) => isStalled(one) || isTailLost(one)),
        contradicts: (seen) =>
          hasHole(seen) || (seen.status === "pass" && seen.id.endsWith("/stream/late-reader")),
      }
      : null
  ),
  serve: eachClient(async (client) => {
    const pending = new ByteList();
    let sent = 0;
    const sendSome = () => sent += client.sendWithoutWaiting(pending.view(sent));
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      pending.push(piece);
      sendSome();
    }
    sendSome();
  }),
  variants: {
    "paused-for-ever": eachClient(async (client) => {
      for (let piece = await client.recv(); piece; piece = await client.recv()) {
        const sent = client.sendWithoutWaiting(piece);
        if (sent < piece.length) await client.send(piece.subarray(sent)).then(forever);
      }
    }),
  },
});
