import { joinBytes } from "../lib/bytes/byte_list.ts";
import { utf8 } from "../lib/bytes/text.ts";

/** What a slip makes of the bytes that one `recv()` gave: nothing but those bytes decides it. */
export type Slip = (piece: Uint8Array) => Uint8Array;

const NUL = 0x00;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** All before the first NUL: what `strlen()` counts. */
export function cutAtNul(piece: Uint8Array): Uint8Array {
  return before(piece, (byte) => byte === NUL);
}

/** All before the first FF: what a `char` that is compared with `EOF` lets through. */
export function cutAtFf(piece: Uint8Array): Uint8Array {
  return before(piece, (byte) => byte === 0xff);
}

/** The first word: what `scanf("%s")` takes. */
export function firstWord(piece: Uint8Array): Uint8Array {
  const start = piece.findIndex((byte) => !isSpace(byte));
  return start < 0 ? new Uint8Array() : before(piece.subarray(start), isSpace);
}

/** The first line with its newline; all, where there is none. */
export function firstLine(piece: Uint8Array): Uint8Array {
  const at = piece.indexOf(LF);
  return at < 0 ? piece : piece.subarray(0, at + 1);
}

/** Without the CR and LF at the end. */
export function withoutLineEnd(piece: Uint8Array): Uint8Array {
  const last = piece.findLastIndex((byte) => byte !== LF && byte !== CR);
  return piece.subarray(0, last + 1);
}

/** Without the spaces, tabs and line ends at both ends. */
export function trimmed(piece: Uint8Array): Uint8Array {
  const first = piece.findIndex((byte) => !isSpace(byte));
  const last = piece.findLastIndex((byte) => !isSpace(byte));
  return first < 0 ? new Uint8Array() : piece.subarray(first, last + 1);
}

/** With a newline behind. */
export function withNewline(piece: Uint8Array): Uint8Array {
  return joinBytes(piece, new Uint8Array([LF]));
}

/** With a NUL behind. */
export function withNul(piece: Uint8Array): Uint8Array {
  return joinBytes(piece, new Uint8Array([NUL]));
}

/** With `Echo: ` in front. */
export function withPrefix(piece: Uint8Array): Uint8Array {
  return joinBytes(utf8("Echo: "), piece);
}

/** Twice. */
export function twice(piece: Uint8Array): Uint8Array {
  return joinBytes(piece, piece);
}

/** ASCII letters in upper case. */
export function upperCase(piece: Uint8Array): Uint8Array {
  return piece.map((byte) => byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte);
}

/** Without the top bit of each byte. */
export function withoutTopBit(piece: Uint8Array): Uint8Array {
  return piece.map((byte) => byte & 0x7f);
}

/** CR LF as LF. */
export function crLfAsLf(piece: Uint8Array): Uint8Array {
  return piece.filter((byte, at) => byte !== CR || piece[at + 1] !== LF);
}

/** LF as CR LF. */
export function lfAsCrLf(piece: Uint8Array): Uint8Array {
  return Uint8Array.from(Array.from(piece).flatMap((byte) => byte === LF ? [CR, LF] : [byte]));
}

/** CR LF as LF, and CR alone, too: what Python makes of a text file. */
export function universalNewlines(piece: Uint8Array): Uint8Array {
  return crLfAsLf(piece).map((byte) => byte === CR ? LF : byte);
}

/** Line by line, as `readLine()` gives them, and `end` behind each, the last one included. */
export function linesWith(end: string): Slip {
  return (piece) => {
    const text = latin1Text(universalNewlines(piece));
    const lines = text.endsWith("\n") ? text.slice(0, -1) : text;
    return text === "" ? piece : fromLatin1(`${lines.replaceAll("\n", end)}${end}`);
  };
}

/** What `readLine()` and `println()` make of bytes: each line without its end, and a newline behind it. */
export const reprintedLines: Slip = linesWith("\n");

/** The same with each line taken for UTF-8. */
export function reprintedText(text: Uint8Array): Uint8Array {
  return decodedAndEncoded(reprintedLines(text));
}

/** UTF-8 to text and back: what is no UTF-8 becomes EF BF BD. */
export function decodedAndEncoded(piece: Uint8Array): Uint8Array {
  return utf8(new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece));
}

/** UTF-8 to text and back: what is no UTF-8 disappears. */
export function decodedWithGaps(piece: Uint8Array): Uint8Array {
  return utf8(new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece).replaceAll("\ufffd", ""));
}

/** Latin-1 to text, and back as UTF-8: each byte from 80 up becomes two. */
export function latin1AsUtf8(piece: Uint8Array): Uint8Array {
  return utf8(latin1Text(piece));
}

/** UTF-8 to text, and back as Latin-1: what Latin-1 lacks becomes a question mark. */
export function utf8AsLatin1(piece: Uint8Array): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece);
  return fromLatin1(text.replace(/[^\0-\xff]/gu, "?"));
}

/** UTF-8 to text, and of each UTF-16 unit its low byte, as `writeBytes()` and `"latin1"` do it. */
export function lowBytes(piece: Uint8Array): Uint8Array {
  return fromLatin1(new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece));
}

/** UTF-8 to text and back: what is no UTF-8 becomes a question mark. */
export function decodedWithMarks(piece: Uint8Array): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece);
  return utf8(text.replaceAll("\ufffd", "?"));
}

/** ASCII alone: each byte from 80 up becomes a question mark. */
export function asciiWithMarks(piece: Uint8Array): Uint8Array {
  return piece.map((byte) => byte < 0x80 ? byte : 0x3f);
}

/** Whether bytes are valid UTF-8. */
export function isUtf8(piece: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(piece);
    return true;
  } catch {
    return false;
  }
}

/** As Python prints a bytes object: `b'hi\n'`. */
export function asPythonBytes(piece: Uint8Array): Uint8Array {
  const quote = piece.includes(0x27) && !piece.includes(0x22) ? '"' : "'";
  const inside = Array.from(piece, pythonByte).join("");
  return utf8(`b${quote}${quote === "'" ? inside.replaceAll("'", "\\'") : inside}${quote}`);
}

/** As JavaScript makes JSON of a Buffer. */
export function asJsonBuffer(piece: Uint8Array): Uint8Array {
  return utf8(JSON.stringify({ type: "Buffer", data: Array.from(piece) }));
}

/** As Java prints an array: its type and its address. */
export function asJavaArray(): Uint8Array {
  return utf8("[B@1b6d3586");
}

/** Whether a reply is what a language prints of an object. */
export function isPrinted(reply: Uint8Array): boolean {
  const text = new TextDecoder().decode(reply.subarray(0, 40));
  return /^(b'|b"|bytearray\(|\{"type":"Buffer"|\[B@[0-9a-f]+|<Buffer |\[object |java\.nio\.)/.test(
    text,
  );
}

const PYTHON_ESCAPES: Readonly<Record<number, string>> = {
  [TAB]: "\\t",
  [LF]: "\\n",
  [CR]: "\\r",
  0x5c: "\\\\",
};

function pythonByte(byte: number): string {
  const graphic = byte >= SPACE && byte < 0x7f;
  return PYTHON_ESCAPES[byte] ??
    (graphic ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`);
}

function latin1Text(piece: Uint8Array): string {
  return Array.from(piece, (byte) => String.fromCharCode(byte)).join("");
}

/** Of each UTF-16 unit its low byte. */
function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

function before(piece: Uint8Array, stop: (byte: number) => boolean): Uint8Array {
  const at = piece.findIndex(stop);
  return at < 0 ? piece : piece.subarray(0, at);
}

function isSpace(byte: number): boolean {
  return byte === SPACE || (byte >= TAB && byte <= CR);
}
