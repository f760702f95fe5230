import { bySlips } from "../../../lib/diagnose/slip.ts";
import { anyOf } from "../../../lib/diagnose/reading.ts";
import { byStrlen } from "../../../lib/diagnose/strlen.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram, inOneBuffer } from "../../../lib/serve/echo.ts";
import { cutAtNul } from "../../slips.ts";

/** What was received is measured as if it were a C string. */
export const strlenOnReceivedBytes = mistake({
  id: "strlen-on-received-bytes",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "strlen() on received bytes",
  shows: "every reply stops at the first 00 byte",
  why:
    "recvfrom() gives you n bytes, not a C string. strlen() doesn't know n: it stops at the first 00 among them, and where there is none it runs on into what an earlier datagram left in the buffer.",
  code: {
    c: {
      wrong: "sendto(server, buf, strlen(buf), 0, …);",
      right: "sendto(server, buf, n, 0, …);   /* n is what recvfrom() returned */",
    },
  },
  byHand: {
    run: "printf 'ab\\000cd' | nc -u -w 1 {host} {port} | od -An -tx1",
    right: "61 62 00 63 64",
  },
  recognise: anyOf(bySlips(cutAtNul), byStrlen),
  serve: eachDatagram(cutAtNul),
  variants: {
    "no-terminator": inOneBuffer((buffer) => cutAtNul(buffer)),
  },
});
