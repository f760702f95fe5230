import type { ByteOrder } from "./layout.ts";
import { readInteger, readNumber } from "./number.ts";
import { TIME_RANGE } from "./rfc868.ts";

/** A number found in some bytes, and what is known of it. */
export interface FoundTime {
  /** The number. */
  readonly value: number;
  /** The value is known modulo this; `Infinity` where it is known as a whole. */
  readonly modulo: number;
}

/** A form in which bytes may hold a number. */
export interface TimeForm {
  /** The mistakes that lead to this form; none for the right one. */
  readonly ids: readonly string[];
  /** How the time was sent, as a sentence. */
  readonly words: string;
  /** How many slips it is worth: 0 for the right form. */
  readonly weight: number;
  /** The number in bytes of this form; `null` where they have another. */
  readonly read: (bytes: Uint8Array) => FoundTime | null;
}

const REVERSED = ["no-hton", "double-conversion"];
const WIDTH = ["wrong-hton-width"];
const SIZE = ["wrong-integer-size"];

/** Every form in which a time is known to have been sent, the right one first. */
export const TIME_FORMS: readonly TimeForm[] = [
  { ...form([], "", spelled("abcd")), weight: 0 },
  form(
    REVERSED,
    "It is in little-endian order, as without htonl() or with two of them",
    spelled("dcba"),
  ),
  form(WIDTH, "Each half went through htons() by itself", spelled("cdab")),
  form(WIDTH, "It went through htons(), which keeps 16 bits", spelled("cd00")),
  form(WIDTH, "It went through htonl(htons(x)), which keeps 16 bits", spelled("00dc")),
  form(SIZE, "Only its lower 16 bits were kept", spelled("00cd")),
  form([...WIDTH, ...SIZE], "Only the 2 bytes of htons() were sent", spelled("cd")),
  form(SIZE, "It is a long of 8 bytes, of which htonl() has filled 4", spelled("abcd0000")),
  form(SIZE, "It is a long of 8 bytes, its zeros in front", wide("big")),
  form([...SIZE, ...REVERSED], "It is a long of 8 bytes, little-endian", wide("little")),
  form(SIZE, "It is a double, big-endian", double("big")),
  form(SIZE, "It is a double, little-endian", double("little")),
  form([...SIZE, ...REVERSED], "It is a struct timeval of 16 bytes", timeval),
  form(["adds-nul"], "A NUL follows it", spelled("abcd0")),
  { ...form(["ignores-recv-length"], "The rest of a buffer follows it", buffered), weight: 3 },
  form(["sends-text"], "It is sent as digits", digits),
];

function form(ids: readonly string[], words: string, read: TimeForm["read"]): TimeForm {
  return { ids, words, weight: 1, read };
}

/** Reads bytes as a template says: `a` to `d` are the number's, first to last, and `0` is zero. */
function spelled(template: string): TimeForm["read"] {
  const modulo = template.includes("a") ? TIME_RANGE : 2 ** 16;
  return (bytes) => {
    if (bytes.length !== template.length) return null;
    const zeros = [...template].every((letter, at) => letter !== "0" || bytes[at] === 0);
    if (!zeros) return null;
    const letters = modulo === TIME_RANGE ? "abcd" : "cd";
    const ordered = Uint8Array.from(letters, (letter) => bytes[template.indexOf(letter)] ?? 0);
    return { value: Number(readInteger(ordered, { order: "big" })), modulo };
  };
}

function wide(order: ByteOrder): TimeForm["read"] {
  return (bytes) =>
    bytes.length === 8
      ? { value: Number(readInteger(bytes, { order, signed: true })), modulo: Infinity }
      : null;
}

function double(order: ByteOrder): TimeForm["read"] {
  return (bytes) =>
    bytes.length === 8
      ? { value: Number(readNumber(bytes, { type: "float64", order })), modulo: Infinity }
      : null;
}

function timeval(bytes: Uint8Array): FoundTime | null {
  return bytes.length === 16 ? wide("little")(bytes.subarray(0, 8)) : null;
}

function buffered(bytes: Uint8Array): FoundTime | null {
  return bytes.length > 4 ? spelled("abcd")(bytes.subarray(0, 4)) : null;
}

function digits(bytes: Uint8Array): FoundTime | null {
  const [, number] =
    /^([0-9]{1,20}(?:\.[0-9]+)?)[\r\n\0 ]*$/.exec(new TextDecoder().decode(bytes)) ?? [];
  return number === undefined ? null : { value: Number(number), modulo: Infinity };
}
