import type { Pattern } from "./pattern.ts";
import { type FieldWay, type Slip, texts } from "./slip.ts";

/** Bytes that are taken for numbers, for a C string or for characters. */
export const TEXT_SLIPS: readonly Slip[] = [
  {
    id: "text-swapped",
    ways: [
      texts("is converted two bytes at a time, as by htons()", { text: groups(2) }, "htons"),
      texts("is converted four bytes at a time, as by htonl()", { text: groups(4) }, "htonl"),
      texts("is converted eight bytes at a time", { text: groups(8) }, "eight"),
      texts("is turned round as a whole", { text: (bytes) => [...bytes].reverse() }, "reversed"),
    ],
  },
  {
    id: "changes-case",
    ways: [
      texts("is turned into upper case", { text: letters(0x61, (byte) => byte - 0x20) }, "upper"),
      texts("is turned into lower case", { text: letters(0x41, (byte) => byte + 0x20) }, "lower"),
    ],
  },
  {
    id: "adds-nul",
    ways: counted("has a NUL behind it", (bytes) => [...bytes, 0], "text"),
  },
  {
    id: "strlen-on-received-bytes",
    ways: [
      ...counted(
        "ends at its first NUL",
        (bytes) => [...bytes.subarray(0, strlen(bytes))],
        "text",
      ),
      texts("is zero from its first NUL on, as by strncpy()", {
        text: (bytes) => copied(bytes, 0),
      }, "strncpy"),
      {
        ...texts("is whatever lay in memory behind its first NUL, as by strcpy()", {
          text: (bytes) => copied(bytes, null),
        }),
        vague: true,
      },
    ],
  },
  {
    id: "decodes-text",
    ways: [
      ...counted(
        "is decoded as UTF-8 and encoded again",
        (bytes) => utf8(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
        "utf-8",
      ),
      ...counted(
        "is decoded as UTF-8, what is none left out",
        (bytes) =>
          utf8(
            new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\ufffd", ""),
          ),
        "ignore",
      ),
      ...counted(
        "is decoded as Latin-1 and encoded as UTF-8",
        (bytes) => utf8(latin1(bytes)),
        "latin-1",
      ),
      texts("ends the connection where it is no UTF-8", {
        text: (bytes) => isUtf8(bytes) ? Array.from(bytes) : null,
      }, "exception"),
      texts("has question marks for what isn't ASCII", {
        text: (bytes) => [...bytes.map((byte) => byte < 0x80 ? byte : 0x3f)],
      }, "ascii"),
    ],
  },
  {
    id: "seven-bit",
    ways: [texts("loses the top bit of each byte", {
      text: (bytes) => [...bytes.map((byte) => byte & 0x7f)],
    }, "top-bit")],
  },
  {
    id: "strips-line-end",
    ways: counted("loses the line end behind it", (bytes) => [...withoutLineEnd(bytes)], "text"),
  },
  {
    id: "trims-whitespace",
    ways: counted("loses the white space at both ends", (bytes) => [...trimmed(bytes)], "text"),
  },
  {
    id: "text-mode",
    ways: [
      ...counted("has LF for CR LF", (bytes) => lfForCrLf(bytes), "lf"),
      ...counted("has CR LF for LF", (bytes) => crLfForLf(bytes), "cr-lf"),
    ],
  },
];

const LF = 0x0a;
const CR = 0x0d;

/** The same text with the count as it was, and with the count of the bytes that are sent. */
function counted(
  words: string,
  text: (bytes: Uint8Array) => Pattern,
  name: string,
): readonly FieldWay[] {
  return [
    texts(words, { text }, name),
    texts(`${words}, and is counted anew`, { text, recounts: true }, `${name}-counted`),
  ];
}

/** Turns each whole group of `size` bytes round; what is left at the end stays. */
function groups(size: number) {
  return (bytes: Uint8Array): Pattern => {
    const whole = bytes.length - bytes.length % size;
    return [...bytes].map((byte, at) => {
      const turned = at - at % size + size - 1 - at % size;
      return at < whole ? bytes[turned] ?? byte : byte;
    });
  };
}

function letters(first: number, change: (byte: number) => number) {
  return (bytes: Uint8Array): Pattern =>
    [...bytes].map((byte) => byte >= first && byte < first + 26 ? change(byte) : byte);
}

function strlen(bytes: Uint8Array): number {
  const nul = bytes.indexOf(0);
  return nul === -1 ? bytes.length : nul;
}

function copied(bytes: Uint8Array, behind: 0 | null): Pattern {
  const end = strlen(bytes);
  return [...bytes].map((byte, at) => at <= end ? byte : behind);
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function utf8(text: string): Pattern {
  return [...new TextEncoder().encode(text)];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== LF && byte !== CR) + 1);
}

function trimmed(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => !isSpace(byte));
  return first < 0
    ? bytes.subarray(0, 0)
    : bytes.subarray(first, bytes.findLastIndex((byte) => !isSpace(byte)) + 1);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= CR);
}

function lfForCrLf(bytes: Uint8Array): Pattern {
  return [...bytes.filter((byte, at) => byte !== CR || bytes[at + 1] !== LF)];
}

function crLfForLf(bytes: Uint8Array): Pattern {
  return [...bytes].flatMap((byte) => byte === LF ? [CR, LF] : [byte]);
}
