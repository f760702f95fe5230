import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { upperCase } from "../../slips.ts";

/** Letters are turned into capitals. */
export const changesCase = mistake({
  id: "changes-case",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Changes letters into capitals",
  shows: "letters come back in the other case; all other bytes are intact",
  why:
    "A server that was written for another exercise turns text into capitals. An echo server changes nothing.",
  code: {
    c: { wrong: "buf[i] = toupper(buf[i]);", right: "/* nothing: send buf as it came */" },
    python: { wrong: "server.sendto(data.upper(), sender)", right: "server.sendto(data, sender)" },
    javascript: { wrong: "message.toString().toUpperCase()", right: "message" },
  },
  byHand: { run: "printf 'Hello\\n' | nc -u -w 1 {host} {port}", right: "Hello" },
  recognise: bySlips(upperCase),
  serve: eachDatagram(upperCase),
});
