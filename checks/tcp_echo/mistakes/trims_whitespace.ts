import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { trimmed } from "../../slips.ts";

/** Blanks at both ends are taken off. */
export const trimsWhitespace = mistake({
  id: "trims-whitespace",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Trims what it sends back",
  shows: "spaces, tabs and line ends at both ends of a message are missing from the reply",
  why:
    "strip() and trim() are for text that a person has typed. An echo server doesn't know whether it holds text at all: each byte goes back.",
  code: {
    c: { wrong: "while (isspace(buf[n - 1])) n--;", right: "/* leave n as recv() returned it */" },
    python: { wrong: "client.sendall(data.strip())", right: "client.sendall(data)" },
    java: { wrong: "out.print(line.trim());", right: "out.write(buf, 0, n);" },
    javascript: { wrong: "socket.write(data.toString().trim());", right: "socket.write(data);" },
  },
  byHand: {
    run: "printf '  hi \\n' | nc -w 1 {host} {port} | od -An -tx1",
    right: "20 20 68 69 20 0a",
  },
  recognise: bySlips(trimmed),
  serve: eachPiece(trimmed),
});
