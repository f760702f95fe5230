import { byFullBufferEnd } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** A 00 is written behind a full buffer. */
export const noRoomForTerminator = mistake({
  id: "no-room-for-terminator",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Writes a 00 behind a full buffer",
  shows: "the server ends when a message fills its buffer exactly; shorter ones come back right",
  why:
    "recv(client, buf, sizeof buf, 0) may return sizeof buf, and then buf[n] is the byte behind the buffer. What stands there is overwritten: often the program is aborted (“stack smashing detected”).",
  code: {
    c: {
      wrong: "n = recv(client, buf, sizeof buf, 0); buf[n] = 0;",
      right: "n = recv(client, buf, sizeof buf - 1, 0); buf[n] = 0;",
    },
    java: {
      wrong: "n = in.read(buf); buf[n] = 0;",
      right: "n = in.read(buf);   // and use n: Java needs no terminator",
    },
  },
  byHand: { run: "head -c 100000 /dev/zero | nc -w 1 {host} {port} | wc -c", right: "100000" },
  recognise: byFullBufferEnd,
  serve: eachClient(async (client, program) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      if (piece.length === program.bufferBytes) return program.exit();
      await client.send(piece);
    }
  }),
});
