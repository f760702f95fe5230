import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { withoutLineEnd } from "../../slips.ts";

/** The newline at the end is taken off. */
export const stripsLineEnd = mistake({
  id: "strips-line-end",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Takes the newline off",
  shows: "the newline at the end of a message, and the CR before it, are missing from the reply",
  why:
    "The newline is a byte of the message like any other. It is taken away so that the text looks nice when it is printed; the client gets less than it sent.",
  code: {
    c: {
      wrong: 'buf[strcspn(buf, "\\r\\n")] = 0;',
      right: "/* leave buf as it is, and send n bytes */",
    },
    python: {
      wrong: 'server.sendto(data.rstrip(b"\\r\\n"), sender)',
      right: "server.sendto(data, sender)",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -u -w 1 {host} {port} | od -An -tx1", right: "68 69 0a" },
  recognise: bySlips(withoutLineEnd),
  serve: eachDatagram(withoutLineEnd),
});
