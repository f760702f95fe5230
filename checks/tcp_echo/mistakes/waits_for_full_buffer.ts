import { byFullBuffer } from "../../../lib/diagnose/full_buffer.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** Reading goes on until the buffer is full. */
export const waitsForFullBuffer = mistake({
  id: "waits-for-full-buffer",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Waits until its buffer is full",
  shows:
    "nothing comes back until a whole buffer has been sent; replies come in multiples of its size",
  why:
    "recv() returns as soon as anything has arrived. MSG_WAITALL, fread() and readn() go on waiting until all the bytes that were asked for are there, and a short message never fills a buffer.",
  code: {
    c: {
      wrong: "n = recv(client, buf, sizeof buf, MSG_WAITALL);",
      right: "n = recv(client, buf, sizeof buf, 0);",
    },
    python: { wrong: "data = client.makefile('rb').read(1024)", right: "data = client.recv(1024)" },
    java: { wrong: "dataIn.readFully(buf);", right: "int n = in.read(buf);" },
  },
  byHand: { run: "(printf 'x'; sleep 2) | timeout 1 nc {host} {port}", right: "x" },
  alike: {
    ids: ["output-not-flushed"],
    words:
      "With buffers of 4,096 bytes it may also be the output: a FILE from fdopen() holds that much back until fflush(). Look for which of the two you use.",
  },
  recognise: byFullBuffer(() => true),
  serve: eachClient(async (client, { bufferBytes }) => {
    const buffer = new Uint8Array(bufferBytes);
    for (let filled = 0, n = 1; n > 0; filled %= bufferBytes) {
      n = await client.recvInto(buffer.subarray(filled));
      filled += n;
      if (n === 0 || filled === bufferBytes) await client.send(buffer.slice(0, filled));
    }
  }),
});
