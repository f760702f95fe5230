import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { crLfAsLf, lfAsCrLf } from "../../slips.ts";

/** Line ends are converted. */
export const textMode = mistake({
  id: "text-mode",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Converts line ends",
  shows: "CR LF comes back as LF, or LF as CR LF",
  why:
    "Line functions write line ends as the system likes them. In a picture the bytes 0D 0A are no line end at all.",
  code: {
    c: {
      wrong: "if (buf[i] != '\\r') out[len++] = buf[i];",
      right: "/* nothing: send buf as it came */",
    },
    python: { wrong: 'b"\\n".join(data.splitlines())', right: "data" },
    javascript: { wrong: 'message.toString().replaceAll("\\r\\n", "\\n")', right: "message" },
  },
  byHand: {
    run: "printf 'a\\r\\nb\\n' | nc -u -w 1 {host} {port} | od -An -tx1",
    right: "61 0d 0a 62 0a",
  },
  recognise: bySlips(crLfAsLf, lfAsCrLf),
  serve: eachDatagram(crLfAsLf),
  variants: { "to-crlf": eachDatagram(lfAsCrLf) },
});
