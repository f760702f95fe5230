import { byFullBuffer } from "../../../lib/diagnose/full_buffer.ts";
import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** What is printed stays in the buffer of stdio. */
export const outputNotFlushed = mistake({
  id: "output-not-flushed",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Doesn't flush what it has printed",
  shows: "short replies don't come; the first bytes come when 4,096 have gathered, or at the end",
  why:
    "fprintf(), fputs() and fwrite() to a FILE put bytes into a buffer, and send it when it is full or at fclose(). A newline helps only on a terminal, not on a socket.",
  code: {
    c: {
      wrong: "fwrite(buf, 1, n, out);",
      right: "fwrite(buf, 1, n, out); fflush(out);   /* or send(), which keeps nothing back */",
    },
    python: {
      wrong: "out = client.makefile('wb'); out.write(data)",
      right: "out.write(data); out.flush()",
    },
    java: {
      wrong: "new PrintWriter(socket.getOutputStream())",
      right: "new PrintWriter(socket.getOutputStream(), true)   // flushes at println()",
    },
  },
  byHand: { run: "(printf 'hi\\n'; sleep 2) | timeout 1 nc {host} {port}", right: "hi" },
  alike: {
    ids: ["waits-for-full-buffer"],
    words:
      "A recv() that waits for 4,096 bytes (MSG_WAITALL, fread()) looks the same: look for which of the two you use.",
  },
  recognise: byFullBuffer((bytes) => bytes === STDIO_BYTES),
  serve: eachClient(async (client) => {
    let kept: Uint8Array = new Uint8Array();
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      kept = joinBytes(kept, piece);
      const whole = kept.length - kept.length % STDIO_BYTES;
      if (whole > 0) await client.send(kept.subarray(0, whole));
      kept = kept.slice(whole);
    }
    await client.send(kept);
  }),
});

/** The buffer of a FILE that isn't a terminal. */
const STDIO_BYTES = 4096;
