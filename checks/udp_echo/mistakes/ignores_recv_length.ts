import { byPaddedBuffers, byWholeBuffers } from "../../../lib/diagnose/additions.ts";
import { anyOf } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { inOneBuffer } from "../../../lib/serve/echo.ts";

/** The whole buffer is sent, however much of it was filled. */
export const ignoresRecvLength = mistake({
  id: "ignores-recv-length",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Sends the whole buffer instead of what recvfrom() put into it",
  shows: "replies are all of one size, with zeros or an earlier datagram behind the message",
  why:
    "recvfrom() fills only the first n bytes of the buffer and returns n. The rest of it still holds whatever was there before, perhaps another client's, and sizeof sends that, too.",
  code: {
    c: {
      wrong: "sendto(server, buf, sizeof buf, 0, …);",
      right: "sendto(server, buf, n, 0, …);   /* n is what recvfrom() returned */",
    },
    java: {
      wrong: "new DatagramPacket(buf, buf.length, sender)",
      right: "new DatagramPacket(buf, packet.getLength(), sender)",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -u -w 1 {host} {port} | wc -c", right: "3" },
  recognise: anyOf(byWholeBuffers, byPaddedBuffers),
  serve: inOneBuffer((buffer) => buffer),
});
