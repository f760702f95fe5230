import type { NumberField } from "../layout.ts";
import {
  integerBytes,
  NUMBER_KINDS,
  numberBytes,
  readInteger,
  readNumber,
  wrap,
} from "../number.ts";
import type { Habit } from "./serve.ts";
import { type FieldWay, numbers, type Slip } from "./slip.ts";

type Write = NonNullable<Habit["write"]>;

/** A number sent in a type of another size than its field's, on a little-endian 64-bit machine. */
export const WIDTH_SLIPS: readonly Slip[] = [
  {
    id: "wrong-integer-size",
    ways: [...wider(8), ...wider(4), ...narrower(4), ...narrower(2), ...narrower(1), ...floats()],
  },
];

function wider(size: 4 | 8): readonly FieldWay[] {
  const type = size === 8 ? "a long of 8 bytes" : "an int of 4 bytes";
  const short = size === 8 ? "long" : "int";
  const only = (write: Write): Write => (value, field) =>
    isInteger(field) && NUMBER_KINDS[field.type].size < size
      ? write(value, field)
      : rightly(value, field);
  const tail = (value: number | bigint, field: NumberField) => [
    ...rightly(value, field),
    ...new Array<number>(size - NUMBER_KINDS[field.type].size).fill(0),
  ];
  return [
    numbers(
      `is sent as ${type} that htonl() or htons() has filled by half`,
      { write: only(tail) },
      `${short}-half`,
    ),
    numbers(`is sent as ${type}, its zeros in front`, {
      write: only((value) => [...integerBytes(BigInt(value), { size, order: "big" })]),
    }, `${short}-zeros-in-front`),
    numbers(`is sent as ${type}, little-endian`, {
      write: only((value) => [...integerBytes(BigInt(value), { size, order: "little" })]),
    }, `${short}-little-endian`),
    numbers(`is sent as ${type}, its sign in front`, {
      write: only((
        value,
        field,
      ) => [...integerBytes(signed(value, field), { size, order: "big" })]),
    }),
    numbers(`is sent as ${type}, its sign behind`, {
      write: only((
        value,
        field,
      ) => [...integerBytes(signed(value, field), { size, order: "little" })]),
    }),
    numbers(`is read and sent as ${type}`, {
      takes: (field) => isInteger(field) ? Math.max(size, sizeOf(field)) : sizeOf(field),
      read: (bytes, field) => readNumber(bytes.slice(0, sizeOf(field)), field),
      write: only(tail),
    }),
  ];
}

function narrower(size: 1 | 2 | 4): readonly FieldWay[] {
  const type = { 1: "a char of 1 byte", 2: "a short of 2 bytes", 4: "an int of 4 bytes" }[size];
  const only = (write: Write): Write => (value, field) =>
    isInteger(field) && sizeOf(field) > size ? write(value, field) : rightly(value, field);
  return [
    numbers(`is sent as ${type}`, {
      write: only((value, { order }) => [...integerBytes(BigInt(value), { size, order })]),
    }),
    numbers(`is sent as ${type}, little-endian`, {
      write: only((value) => [...integerBytes(BigInt(value), { size, order: "little" })]),
    }),
    numbers(`is sent as the first of its bytes that fit in ${type}`, {
      write: only((value, field) => rightly(value, field).slice(0, size)),
    }),
    numbers(`is kept in ${type}`, {
      read: (bytes, field) => {
        const right = readNumber(bytes, field);
        if (!isInteger(field) || bytes.length <= size) return right;
        return wrap(BigInt.asUintN(size * 8, BigInt(right)), field.type);
      },
    }),
  ];
}

function floats(): readonly FieldWay[] {
  const sendings = [["float64", "a double of 8 bytes"], ["float32", "a float of 4 bytes"]] as const;
  return sendings.flatMap(([type, words]) =>
    (["little", "big"] as const).map((order) =>
      numbers(`is sent as ${words}, ${order}-endian`, {
        write: (value, field) =>
          field.type === type
            ? rightly(value, field)
            : [...numberBytes(Number(value), { type, order })],
      })
    )
  );
}

function signed(value: number | bigint, field: NumberField): bigint {
  return readInteger(numberBytes(value, field), { order: field.order, signed: true });
}

function rightly(value: number | bigint, field: NumberField): readonly number[] {
  return Array.from(numberBytes(value, field));
}

function sizeOf({ type }: NumberField): number {
  return NUMBER_KINDS[type].size;
}

function isInteger({ type }: NumberField): boolean {
  return NUMBER_KINDS[type].kind !== "float";
}
