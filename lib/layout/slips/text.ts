import type { Pattern } from "./pattern.ts";
import { type FieldWay, type Slip, texts } from "./slip.ts";

/** Bytes that are taken for numbers, for a C string or for characters. */
export const TEXT_SLIPS: readonly Slip[] = [
  {
    id: "text-swapped",
    ways: [
      texts("is converted two bytes at a time, as by htons()", { text: groups(2) }),
      texts("is converted four bytes at a time, as by htonl()", { text: groups(4) }),
      texts("is converted eight bytes at a time", { text: groups(8) }),
      texts("is turned round as a whole", { text: (bytes) => [...bytes].reverse() }),
    ],
  },
  {
    id: "changes-case",
    ways: [
      texts("is turned into upper case", { text: letters(0x61, (byte) => byte - 0x20) }),
      texts("is turned into lower case", { text: letters(0x41, (byte) => byte + 0x20) }),
    ],
  },
  {
    id: "adds-nul",
    ways: counted("has a NUL behind it", (bytes) => [...bytes, 0]),
  },
  {
    id: "strlen-on-received-bytes",
    ways: [
      ...counted("ends at its first NUL", (bytes) => [...bytes.subarray(0, strlen(bytes))]),
      texts("is zero from its first NUL on, as by strncpy()", {
        text: (bytes) => copied(bytes, 0),
      }),
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
      ),
      ...counted(
        "is decoded as UTF-8, what is none left out",
        (bytes) =>
          utf8(
            new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\ufffd", ""),
          ),
      ),
      ...counted(
        "is decoded as Latin-1 and encoded as UTF-8",
        (bytes) => utf8(latin1(bytes)),
      ),
      texts("has question marks for what isn't ASCII", {
        text: (bytes) => [...bytes.map((byte) => byte < 0x80 ? byte : 0x3f)],
      }),
    ],
  },
];

/** The same text with the count as it was, and with the count of the bytes that are sent. */
function counted(words: string, text: (bytes: Uint8Array) => Pattern): readonly FieldWay[] {
  return [
    texts(words, { text }),
    texts(`${words}, and is counted anew`, { text, recounts: true }),
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
