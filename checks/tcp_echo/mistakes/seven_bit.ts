import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { withoutTopBit } from "../../slips.ts";

/** The top bit of each byte is cleared. */
export const sevenBit = mistake({
  id: "seven-bit",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Clears the top bit of each byte",
  shows: "bytes from 80 up come back 80 smaller: C3 becomes 43",
  why: "ASCII has seven bits, a byte has eight. Masking by 0x7f damages every byte beyond ASCII.",
  code: {
    c: { wrong: "buf[i] &= 0x7f;", right: "/* nothing: all eight bits belong to the message */" },
    python: { wrong: "bytes(b & 0x7f for b in data)", right: "data" },
    javascript: { wrong: 'data.toString("ascii")', right: "data" },
  },
  byHand: { run: "printf '\\303\\244' | nc -w 1 {host} {port} | od -An -tx1", right: "c3 a4" },
  recognise: bySlips(withoutTopBit),
  serve: eachPiece(withoutTopBit),
});
