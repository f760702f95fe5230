import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { withoutTopBit } from "../../slips.ts";

/** The top bit of each byte is cleared. */
export const sevenBit = mistake({
  id: "seven-bit",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Clears the top bit of each byte",
  shows: "bytes from 80 up come back 80 smaller: C3 becomes 43",
  why: "ASCII has seven bits, a byte has eight. Masking by 0x7f damages every byte beyond ASCII.",
  code: {
    c: { wrong: "buf[i] &= 0x7f;", right: "/* nothing: all eight bits belong to the message */" },
    javascript: { wrong: 'message.toString("ascii")', right: "message" },
  },
  byHand: { run: "printf '\\303\\244' | nc -u -w 1 {host} {port} | od -An -tx1", right: "c3 a4" },
  recognise: bySlips(withoutTopBit),
  serve: eachDatagram(withoutTopBit),
});
