import { anyOf } from "../../../lib/diagnose/reading.ts";
import { byChanges, type Change } from "../../../lib/diagnose/web/changes.ts";
import { byUnreadable } from "../../../lib/diagnose/web/unreadable.ts";
import {
  asciiWithMarks,
  decodedAndEncoded,
  decodedWithGaps,
  decodedWithMarks,
  isUtf8,
  latin1AsUtf8,
  linesWith,
  lowBytes,
  universalNewlines,
  utf8AsLatin1,
} from "../../slips.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

const DECODINGS: readonly Change[] = [
  decodedAndEncoded,
  decodedWithGaps,
  latin1AsUtf8,
  decodedWithMarks,
  asciiWithMarks,
  utf8AsLatin1,
  lowBytes,
];
/** Readers of text have a way with line ends, too. */
const LINE_ENDS: readonly Change[] = [
  (bytes) => bytes,
  universalNewlines,
  linesWith("\n"),
  linesWith("\r\n"),
];
const CHANGES = DECODINGS.flatMap((decode) =>
  LINE_ENDS.map((inner) => ({ change: (bytes: Uint8Array) => decode(inner(bytes)), inner }))
);
const BINARY = /\.(?:png|gif|ico|bin|wav)$|latin1|utf16/;

/** What is no text is no file to `open()`. */
function refusedAs(status: number): Steps["find"] {
  return (path, site) => {
    const file = RIGHT.find(path, site);
    return typeof file !== "number" && !isUtf8(file.bytes) ? status : file;
  };
}

/** The bytes of a file are turned into text, and back. */
export const decodesText = webMistake({
  id: "decodes-text",
  kind: "mistake",
  title: "Files are read as text",
  shows: "of a picture the bytes from 80 up come as EF BF BD, as ?, as two for one, or not at all",
  why:
    "Whoever reads a file as text decodes it: what is no character of the encoding is replaced, left out, or an exception. A page survives that; a picture doesn't. Read and send bytes.",
  code: {
    c: {
      wrong: "fgetws(text, size, f);",
      right: "n = fread(buf, 1, sizeof buf, f);",
    },
    python: {
      wrong: 'body = open(name, errors="replace").read()\nclient.sendall(body.encode())',
      right: 'body = open(name, "rb").read()\nclient.sendall(body)',
    },
    java: {
      wrong: "out.print(new String(Files.readAllBytes(name)));",
      right: "Files.copy(name, out);   // an OutputStream, no PrintWriter",
    },
    javascript: {
      wrong: 'fs.readFile(name, "utf8", send);',
      right: "fs.readFile(name, send);   // a Buffer",
    },
  },
  byHand: {
    run:
      "curl -m 3 -s http://{host}:{port}/pictures/harbour.png | cmp - fixtures/www/pictures/harbour.png && echo same",
    right: "same",
  },
  recogniseBy: (site) => anyOf(byChanges(site, ...CHANGES), byUnreadable(site, isUtf8)),
  serve: web({ read: ({ bytes }) => decodedAndEncoded(bytes) }),
  variants: {
    ignore: web({ read: ({ bytes }) => decodedWithGaps(bytes) }),
    "latin-1": web({ read: ({ bytes }) => latin1AsUtf8(bytes) }),
    marks: web({ read: ({ bytes }) => decodedWithMarks(bytes) }),
    ascii: web({ read: ({ bytes }) => asciiWithMarks(bytes) }),
    "to-latin-1": web({ read: ({ bytes }) => utf8AsLatin1(bytes) }),
    "write-bytes": web({ read: ({ bytes }) => lowBytes(bytes) }),
    "read-line": web({ read: ({ bytes }) => decodedAndEncoded(linesWith("\n")(bytes)) }),
    "length-of-file": web({ keepsOpen: () => false, frame: decodedAndEncoded }),
    exception: web({ find: refusedAs(500) }),
    closes: web({
      reacts: (_, request) => BINARY.test(request?.target ?? "") ? "close" : "answer",
    }),
  },
});
