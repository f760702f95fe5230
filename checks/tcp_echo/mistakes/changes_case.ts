import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { upperCase } from "../../slips.ts";

/** Letters are turned into capitals. */
export const changesCase = mistake({
  id: "changes-case",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Changes letters into capitals",
  shows: "letters come back in the other case; all other bytes are intact",
  why:
    "A server that was written for another exercise turns text into capitals. An echo server changes nothing.",
  code: {
    c: { wrong: "buf[i] = toupper(buf[i]);", right: "/* nothing: send buf as it came */" },
    python: { wrong: "client.sendall(data.upper())", right: "client.sendall(data)" },
    java: { wrong: "out.print(text.toUpperCase());", right: "out.write(buf, 0, n);" },
    javascript: {
      wrong: "socket.write(data.toString().toUpperCase());",
      right: "socket.write(data);",
    },
  },
  byHand: { run: "printf 'Hello\\n' | nc -w 1 {host} {port}", right: "Hello" },
  recognise: bySlips(upperCase),
  serve: eachPiece(upperCase),
});
