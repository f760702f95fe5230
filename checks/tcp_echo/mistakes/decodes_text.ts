import { anyOf } from "../../../lib/diagnose/reading.ts";
import { bySlips, byWholeText } from "../../../lib/diagnose/slip.ts";
import { byRefusedMessages } from "../../../lib/diagnose/exceptions.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, eachPiece, echoLoop } from "../../../lib/serve/echo.ts";
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
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Turns bytes into text and back",
  shows: "bytes that are no valid text come back as EF BF BD, as two bytes for one, or not at all",
  why:
    "decode() and toString() read bytes as characters. What no character stands for is replaced (EF BF BD), left out, or an exception; a character that is cut in two by recv() is, too. Written back in another encoding, one byte becomes two.",
  code: {
    c: {
      wrong: "mbstowcs(text, buf, n); wcstombs(out, text, sizeof out);",
      right: "send(client, buf, n, 0);",
    },
    python: { wrong: "client.sendall(data.decode().encode())", right: "client.sendall(data)" },
    java: { wrong: "out.write(new String(buf, 0, n).getBytes());", right: "out.write(buf, 0, n);" },
    javascript: { wrong: "socket.write(data.toString());", right: "socket.write(data);" },
  },
  byHand: {
    run: "printf 'a\\300\\200b' | nc -w 1 {host} {port} | od -An -tx1",
    right: "61 c0 80 62",
  },
  recognise: anyOf(
    bySlips(decodedAndEncoded, decodedWithGaps, latin1AsUtf8, decodedWithMarks, asciiWithMarks),
    byRefusedMessages((message) => !isUtf8(message)),
    byWholeText((sent) =>
      utf8(new TextDecoder("utf-8", { ignoreBOM: true }).decode(sent, { stream: true }))
    ),
  ),
  serve: eachPiece(decodedAndEncoded),
  variants: {
    ignore: eachPiece(decodedWithGaps),
    "latin-1": eachPiece(latin1AsUtf8),
    exception: eachClient(async (client) => {
      for (let piece = await client.recv(); piece; piece = await client.recv()) {
        if (!isUtf8(piece)) return;
        await client.send(piece);
      }
    }),
    "set-encoding": eachClient(async (client) => {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      await echoLoop(client, (piece) => utf8(decoder.decode(piece, { stream: true })));
    }),
  },
});
