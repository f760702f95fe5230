const ENCODER = new TextEncoder();

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}

/** Bytes as text in which each byte is one character, U+0000 to U+00FF. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  }
  return parts.join("");
}

/** Bytes in hexadecimal, two digits each, with a space between: `61 62 00`. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(" ");
}

/** One byte as two hexadecimal digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** Bytes as ASCII text, a dot for each that can't be shown. Safe for a terminal. */
export function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => isGraphic(byte) ? String.fromCharCode(byte) : ".").join("");
}

const SHORT_ESCAPES: Readonly<Record<number, string>> = {
  0x09: "\\t",
  0x0a: "\\n",
  0x0d: "\\r",
  0x22: '\\"',
  0x5c: "\\\\",
};

/** Bytes as a quoted string with C escapes: `"hi\n\x00"`. Safe for a terminal. */
export function quote(bytes: Uint8Array): string {
  return `"${Array.from(bytes, escapeByte).join("")}"`;
}

function escapeByte(byte: number): string {
  return SHORT_ESCAPES[byte] ??
    (isGraphic(byte) ? String.fromCharCode(byte) : `\\x${hexByte(byte)}`);
}

function isGraphic(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** A count with its noun, in the plural where it must be: `1 byte`, `1,024 bytes`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** At most `limit` bytes in words: all of them where they are few, else the beginning and the count. */
export function excerpt(bytes: Uint8Array, limit = 24): string {
  if (bytes.length === 0) return "nothing";
  if (bytes.length <= limit) return `${hex(bytes)} (${quote(bytes)})`;
  return `${counted(bytes.length, "byte")} that begin ${hex(bytes.subarray(0, limit))}`;
}
