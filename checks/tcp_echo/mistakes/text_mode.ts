import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { crLfAsLf, lfAsCrLf } from "../../slips.ts";

/** Line ends are converted. */
export const textMode = mistake({
  id: "text-mode",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Converts line ends",
  shows: "CR LF comes back as LF, or LF as CR LF",
  why:
    "Text mode and line functions write line ends as the system likes them. In a picture the bytes 0D 0A are no line end at all.",
  code: {
    c: {
      wrong: 'fopen(name, "w"), fdopen(client, "w") on Windows',
      right: 'fopen(name, "wb"), or send()',
    },
    python: { wrong: "client.makefile('r')", right: "client.makefile('rb'), or client.recv()" },
    java: { wrong: 'out.print(reader.readLine() + "\\n");', right: "out.write(buf, 0, n);" },
    javascript: { wrong: 'data.toString().replaceAll("\\r\\n", "\\n")', right: "data" },
  },
  byHand: {
    run: "printf 'a\\r\\nb\\n' | nc -w 1 {host} {port} | od -An -tx1",
    right: "61 0d 0a 62 0a",
  },
  recognise: bySlips(crLfAsLf, lfAsCrLf),
  serve: eachPiece(crLfAsLf),
  variants: { "to-crlf": eachPiece(lfAsCrLf) },
});
