import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { trimmed } from "../../slips.ts";

/** Blanks at both ends are taken off. */
export const trimsWhitespace = mistake({
  id: "trims-whitespace",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Trims what it sends back",
  shows: "spaces, tabs and line ends at both ends of a message are missing from the reply",
  why:
    "strip() and trim() are for text that a person has typed. An echo server doesn't know whether it holds text at all: each byte goes back.",
  code: {
    c: {
      wrong: "while (isspace(buf[n - 1])) n--;",
      right: "/* leave n as recvfrom() returned it */",
    },
    python: { wrong: "server.sendto(data.strip(), sender)", right: "server.sendto(data, sender)" },
    java: {
      wrong: "new String(buf, 0, n).trim().getBytes()",
      right: "new DatagramPacket(buf, n, sender)",
    },
    javascript: { wrong: "message.toString().trim()", right: "message" },
  },
  byHand: {
    run: "printf '  hi \\n' | nc -u -w 1 {host} {port} | od -An -tx1",
    right: "20 20 68 69 20 0a",
  },
  recognise: bySlips(trimmed),
  serve: eachDatagram(trimmed),
});
