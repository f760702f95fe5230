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
  serve: eachClient(async (client, { bufferBytes }) => {
    const waiting = new Uint8Array(64 * 1024);
    for (let n = await client.recvInto(waiting); n > 0; n = await client.recvInto(waiting)) {
      await client.send(waiting.slice(0, Math.min(n, bufferBytes)));
    }
  }),
});
