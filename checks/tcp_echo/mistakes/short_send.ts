import { conversationsIn, hasHole, isStalled, isTailLost } from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** What `send()` didn't take is forgotten. */
export const shortSend = mistake({
  id: "short-send",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Doesn't look at what send() returned",
  shows:
    "bytes are missing from the middle or the end of a large transfer that the client reads late",
  why:
    "On a non-blocking socket, or one with a time-out, send() takes only what there is room for, and returns how much that was. The rest is yours to send again. (On a blocking socket send() waits until it has taken everything: there this slip doesn't show.)",
  code: {
    c: {
      wrong: "send(client, buf, n, 0);",
      right:
        "for (sent = 0; sent < n; sent += r)\n    if ((r = send(client, buf + sent, n - sent, 0)) < 0)\n        break;   /* EAGAIN: wait for poll() to say POLLOUT */",
    },
    python: { wrong: "client.send(data)", right: "client.sendall(data)" },
    java: {
      wrong: "channel.write(buffer);",
      right: "while (buffer.hasRemaining()) channel.write(buffer);",
    },
  },
  recognise: recogniser((run) =>
    run.failed.some(hasHole)
      ? {
        explains: (seen) =>
          hasHole(seen) ||
          conversationsIn(seen).some((one) => isStalled(one) || isTailLost(one)),
      }
      : null
  ),
  serve: eachClient(async (client) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      client.sendWithoutWaiting(piece);
    }
  }),
});
