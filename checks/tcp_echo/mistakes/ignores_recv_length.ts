import { byPaddedBuffers, byWholeBuffers } from "../../../lib/diagnose/additions.ts";
import { anyOf } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** The whole buffer is sent, however much of it was filled. */
export const ignoresRecvLength = mistake({
  id: "ignores-recv-length",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Sends the whole buffer instead of what recv() put into it",
  shows: "replies come in whole buffers, with zeros or old bytes behind the message",
  why:
    "recv() fills only the first n bytes of the buffer and returns n. The rest of it still holds whatever was there before, and sizeof sends that, too.",
  code: {
    c: {
      wrong: "send(client, buf, sizeof buf, 0);",
      right: "send(client, buf, n, 0);   /* n is what recv() returned */",
    },
    python: {
      wrong: "client.recv_into(buf); client.sendall(buf)",
      right: "n = client.recv_into(buf); client.sendall(buf[:n])",
    },
    java: {
      wrong: "in.read(buf); out.write(buf);",
      right: "int n = in.read(buf); out.write(buf, 0, n);",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -w 1 {host} {port} | wc -c", right: "3" },
  recognise: anyOf(byWholeBuffers, byPaddedBuffers),
  serve: eachClient(async (client, { bufferBytes }) => {
    const buffer = new Uint8Array(bufferBytes);
    while (await client.recvInto(buffer) > 0) await client.send(buffer);
  }),
});
