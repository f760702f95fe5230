import type { NumberField } from "../layout.ts";
import { NUMBER_KINDS, numberBytes, readInteger, readNumber, wrap } from "../number.ts";
import type { Pattern } from "./pattern.ts";
import type { Habit } from "./serve.ts";
import { numbers, type Slip } from "./slip.ts";

const unread: Habit = { read: (bytes, field) => readNumber(bytes, turned(field)) };
const unwritten: Habit = { write: (value, field) => Array.from(numberBytes(value, turned(field))) };
const neither: Habit = { ...unread, ...unwritten };

/** `htons()` and its like missing, doubled, or of the wrong width, on a little-endian machine. */
export const CONVERSION_SLIPS: readonly Slip[] = [
  {
    id: "no-byte-order",
    ways: [numbers("is converted neither when read nor when written", neither, "neither")],
  },
  {
    id: "no-ntoh",
    ways: [numbers("is read without ntohs() or ntohl()", unread, "unread")],
  },
  {
    id: "no-hton",
    ways: [numbers("is written without htons() or htonl()", unwritten, "unwritten")],
  },
  {
    id: "double-conversion",
    ways: [
      numbers(
        "is converted twice when read and twice when written, or not at all",
        neither,
        "both",
      ),
      numbers(
        "is converted twice when written, as by htonl(htonl(x)), or not at all",
        unwritten,
        "written",
      ),
      numbers("is converted twice when read, as by ntohl(ntohl(x)), or not at all", unread, "read"),
    ],
  },
  {
    id: "wrong-hton-width",
    ways: [
      ...bothSides("htons() or ntohs(), made for 16 bits,", narrowed(2), "htons"),
      ...bothSides("htonl() or ntohl(), made for 32 bits,", narrowed(4)),
      ...bothSides("htonl() or ntohl(), made for more than 16 bits,", widened(), "htonl"),
      ...bothSides("two functions, one for each half,", halved(), "halves"),
      numbers("is sent as the two bytes of htons()", { write: lowest(2) }, "two-bytes"),
      numbers("is sent as the four bytes of htonl()", { write: lowest(4) }),
      numbers("is written with htonl(htons(x))", { write: twiceNarrowed }, "htonl-of-htons"),
    ],
  },
];

function turned({ type, order }: NumberField): Pick<NumberField, "type" | "order"> {
  return { type, order: order === "big" ? "little" : "big" };
}

type BothWays = Required<Pick<Habit, "read" | "write">>;

function bothSides(by: string, { read, write }: BothWays, name?: string) {
  const named = (side: string) => name === undefined ? undefined : `${name}-${side}`;
  return [
    numbers(`is converted by ${by} when written`, { write }, named("written")),
    numbers(`is converted by ${by} when read`, { read }, named("read")),
    numbers(`is converted by ${by} when read and when written`, { read, write }, named("both")),
  ];
}

/** A function for `width` bytes on a wider number: the low part moves to the front, or is all. */
function narrowed(width: number): BothWays {
  return {
    read: (bytes, field) =>
      isNetworkInteger(field) && bytes.length > width
        ? wrap(readInteger(bytes.subarray(0, width), { order: "big" }), field.type)
        : readNumber(bytes, field),
    write: (value, field) => {
      const bytes = rightly(value, field);
      if (!isNetworkInteger(field) || bytes.length <= width) return bytes;
      return [...bytes.slice(-width), ...new Array<number>(bytes.length - width).fill(0)];
    },
  };
}

/** `htonl()` on 16 bits: the number moves out of the half that is kept. */
function widened(): BothWays {
  return {
    read: (bytes, field) =>
      isNetworkInteger(field) && bytes.length === 2
        ? wrap(0n, field.type)
        : readNumber(bytes, field),
    write: (value, field) => {
      const bytes = rightly(value, field);
      return isNetworkInteger(field) && bytes.length === 2 ? [0, 0] : bytes;
    },
  };
}

function halved(): BothWays {
  const exchange = (
    bytes: Pattern,
  ) => [...bytes.slice(bytes.length / 2), ...bytes.slice(0, bytes.length / 2)];
  const fits = (field: NumberField) =>
    isNetworkInteger(field) && NUMBER_KINDS[field.type].size >= 4;
  return {
    read: (bytes, field) =>
      readNumber(fits(field) ? Uint8Array.from(exchange([...bytes]), Number) : bytes, field),
    write: (value, field) => fits(field) ? exchange(rightly(value, field)) : rightly(value, field),
  };
}

function lowest(width: number): BothWays["write"] {
  return (value, field) => {
    const bytes = rightly(value, field);
    if (!isNetworkInteger(field) || bytes.length === 1) return bytes;
    return [
      ...new Array<number>(Math.max(0, width - bytes.length)).fill(0),
      ...bytes.slice(-width),
    ];
  };
}

function twiceNarrowed(value: number | bigint, field: NumberField): Pattern {
  const bytes = rightly(value, field);
  if (!isNetworkInteger(field) || bytes.length !== 4) return bytes;
  return [0, 0, ...bytes.slice(2).reverse()];
}

function rightly(value: number | bigint, field: NumberField): number[] {
  return Array.from(numberBytes(value, field));
}

function isNetworkInteger({ type, order }: NumberField): boolean {
  return order === "big" && NUMBER_KINDS[type].kind !== "float";
}
