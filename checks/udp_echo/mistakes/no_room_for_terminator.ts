import { byFullBufferEnd } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";

/** A 00 is written behind a full buffer. */
export const noRoomForTerminator = mistake({
  id: "no-room-for-terminator",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Writes a 00 behind a full buffer",
  shows: "the server ends when a datagram fills its buffer; shorter ones come back right",
  why:
    "recvfrom(server, buf, sizeof buf, …) may return sizeof buf, and then buf[n] is the byte behind the buffer. What stands there is overwritten: often the program is aborted (“stack smashing detected”).",
  code: {
    c: {
      wrong: "n = recvfrom(server, buf, sizeof buf, 0, …); buf[n] = 0;",
      right: "n = recvfrom(server, buf, sizeof buf - 1, 0, …); buf[n] = 0;",
    },
  },
  byHand: {
    run:
      "(head -c 5000 /dev/zero; sleep 0.2; printf 'hi\\n') | nc -u -w 1 {host} {port} | tail -c 3",
    right: "hi",
  },
  recognise: byFullBufferEnd,
  serve: eachDatagram((payload, program) => {
    if (payload.length < program.bufferBytes) return payload;
    program.exit();
    return null;
  }),
});
