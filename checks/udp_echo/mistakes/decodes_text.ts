import { anyOf } from "../../../lib/diagnose/reading.ts";
import { bySlips } from "../../../lib/diagnose/slip.ts";
import { byRefusedMessages } from "../../../lib/diagnose/exceptions.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import {
  asciiWithMarks,
  decodedAndEncoded,
  decodedWithGaps,
  decodedWithMarks,
  isUtf8,
  latin1AsUtf8,
} from "../../slips.ts";

/** Bytes are turned into text, and back. */
export const decodesText = mistake({
  id: "decodes-text",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Turns bytes into text and back",
  shows: "bytes that are no valid text come back as EF BF BD, as two bytes for one, or not at all",
  why:
    "decode() and toString() read bytes as characters. What no character stands for is replaced (EF BF BD), left out, or an exception. Written back in another encoding, one byte becomes two.",
  code: {
    c: {
      wrong: "mbstowcs(text, buf, n); wcstombs(out, text, sizeof out);",
      right: "sendto(server, buf, n, 0, …);",
    },
    python: {
      wrong: "server.sendto(data.decode().encode(), sender)",
      right: "server.sendto(data, sender)",
    },
    java: {
      wrong: "new String(buf, 0, n).getBytes()",
      right: "new DatagramPacket(buf, n, sender)",
    },
    javascript: {
      wrong: "server.send(message.toString(), sender.port, sender.address);",
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  byHand: {
    run: "printf 'a\\300\\200b' | nc -u -w 1 {host} {port} | od -An -tx1",
    right: "61 c0 80 62",
  },
  recognise: anyOf(
    bySlips(decodedAndEncoded, decodedWithGaps, latin1AsUtf8, decodedWithMarks, asciiWithMarks),
    byRefusedMessages((message) => !isUtf8(message)),
  ),
  serve: eachDatagram(decodedAndEncoded),
  variants: {
    ignore: eachDatagram(decodedWithGaps),
    "latin-1": eachDatagram(latin1AsUtf8),
    exception: eachDatagram((payload) => isUtf8(payload) ? payload : null),
    "exception-ends-server": eachDatagram((payload, program) => {
      if (isUtf8(payload)) return payload;
      program.exit();
      return null;
    }),
  },
});
