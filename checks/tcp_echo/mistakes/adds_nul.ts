import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { withNul } from "../../slips.ts";

/** The terminator of a C string is sent along. */
export const addsNul = mistake({
  id: "adds-nul",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Sends the terminating NUL along",
  shows: "there is a 00 byte behind each piece that comes back",
  why:
    "A C string ends in a 00 byte, and n + 1 or strlen(s) + 1 counts it. It belongs to your program's memory, not to the message.",
  code: {
    c: { wrong: "send(client, buf, n + 1, 0);", right: "send(client, buf, n, 0);" },
  },
  byHand: { run: "printf 'hi' | nc -w 1 {host} {port} | od -An -tx1", right: "68 69" },
  recognise: bySlips(withNul),
  serve: eachPiece(withNul),
});
