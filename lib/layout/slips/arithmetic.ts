import type { FieldValue, NumberField } from "../layout.ts";
import { integerRange, NUMBER_KINDS, readInteger, readNumber, wrap } from "../number.ts";
import type { Asked, Habit } from "./serve.ts";
import { numbers, type Slip, texts } from "./slip.ts";

/** The right number, or a slip's, where the reply asks for a number plus something. */
type Adding = (sum: bigint, asked: Limits & { readonly own: bigint }) => bigint | null;

interface Limits {
  readonly least: bigint;
  readonly most: bigint;
}

/** Numbers that aren't added to, or not beyond some limit; counts that are taken as they come. */
export const ARITHMETIC_SLIPS: readonly Slip[] = [
  {
    id: "no-increment",
    ways: [numbers("comes back as it was sent", {
      answer: (_, { field, record }) => record[field.name] ?? 0,
    }, "number")],
  },
  {
    id: "signed-overflow",
    ways: [
      numbers(
        "stays at its maximum where it should go round to 0",
        adding((sum, { most }) => sum > most ? most : sum),
        "saturates",
      ),
      numbers(
        "is held below the maximum of a signed type",
        adding((sum, { most }) => sum > most >> 1n ? most >> 1n : sum),
        "signed-maximum",
      ),
      numbers(
        "loses its top bit, as in a signed type",
        adding((sum, { most }) => sum & (most >> 1n)),
        "top-bit",
      ),
      numbers(
        "is taken for negative from half its range on, and becomes 0",
        adding((sum, { own, most }) => own > most >> 1n ? 0n : sum),
        "negative",
      ),
      numbers("is read as a signed number", { read: signedRead }),
    ],
  },
  {
    id: "range-exception",
    ways: [
      numbers(
        "ends the connection where it should go round to 0",
        adding((sum, { most }) => sum > most ? null : sum),
        "closes",
      ),
    ],
  },
  {
    id: "off-by-one",
    ways: [
      numbers(
        "goes round one too early",
        adding((sum, { most }) => sum >= most ? sum - most : sum),
        "early-wrap",
      ),
      texts("is refused at exactly the largest length", { accept: refusedAt }, "refused"),
      texts(
        "is cut by one at exactly the largest length",
        { accept: cutAt(0), recounts: true },
        "cut",
      ),
      texts("is cut by one at exactly the largest length, which is still announced", {
        accept: cutAt(0),
      }, "cut-still-announced"),
    ],
  },
  {
    id: "no-validation",
    ways: [
      texts("is believed to be as long as announced", {
        accept: (count) => ({ take: count, keep: count }),
      }, "believed"),
      texts("is cut to the largest length", { accept: cutAt(1), recounts: true }, "cut"),
      texts("is cut to the largest length, and the rest taken for a record", {
        accept: leftAt,
        recounts: true,
      }, "rest-is-record"),
      texts(
        "is cut to the largest length, and the count left as it was",
        { accept: cutAt(1) },
        "cut-still-announced",
      ),
      texts("is taken for empty when too long", { accept: emptyAt, recounts: true }, "empty"),
      texts(
        "is taken for empty when too long, and the count left as it was",
        { accept: emptyAt },
        "empty-still-announced",
      ),
    ],
  },
  {
    id: "zero-length-is-eof",
    ways: [texts("ends the connection when empty", {
      accept: (count, maximum) => count === 0 ? null : rightly(count, maximum),
    }, "closes")],
  },
];

function adding(sum: Adding): Habit {
  return {
    answer(right: FieldValue, { field, record }: Asked) {
      const { reply, type } = field;
      if (reply.kind !== "plus" || type === "bytes" || NUMBER_KINDS[type].kind === "float") {
        return right;
      }
      const own = BigInt(
        Number.isInteger(record[field.name]) || typeof record[field.name] === "bigint"
          ? record[field.name] as number | bigint
          : 0,
      );
      const [least, most] = integerRange(type);
      const answered = sum(own + BigInt(reply.amount), { least, most, own });
      return answered === null ? null : wrap(answered, type);
    },
  };
}

function signedRead(bytes: Uint8Array, { type, order }: NumberField): number | bigint {
  if (NUMBER_KINDS[type].kind === "float") return readNumber(bytes, { type, order });
  const value = readInteger(bytes, { order, signed: true });
  return NUMBER_KINDS[type].size === 8 ? value : Number(value);
}

function rightly(count: number, maximum: number) {
  return count > maximum ? null : { take: count, keep: count };
}

function refusedAt(count: number, maximum: number) {
  return count >= maximum ? null : { take: count, keep: count };
}

/** Takes all that is announced, and keeps at most the maximum, or one less where `above` is 0. */
function cutAt(above: 0 | 1) {
  return (count: number, maximum: number) => {
    if (above === 0 && count > maximum) return null;
    return { take: count, keep: Math.min(count, maximum - 1 + above) };
  };
}

function leftAt(count: number, maximum: number) {
  const kept = Math.min(count, maximum);
  return { take: kept, keep: kept };
}

function emptyAt(count: number, maximum: number) {
  return { take: count, keep: count > maximum ? 0 : count };
}
