import { counted, utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import { encode } from "../../../lib/layout/encode.ts";
import type { Layout, NumberField } from "../../../lib/layout/layout.ts";
import { integerRange, wrap } from "../../../lib/layout/number.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { type CountedField, countedFields, recordOf, required, roomOf } from "../material.ts";
import { closedSilently } from "../refusal.ts";
import { explanation } from "../replies.ts";

/** The most that is announced beyond what is allowed, in bytes: all of it is sent. */
const MOST_BYTES = 64 * 1024;

interface Row extends Pick<Check, "title"> {
  readonly name: string;
  /** How long the text is that is announced and sent. */
  readonly length: (limit: number, largest: bigint) => number;
}

const ROWS: readonly Row[] = [
  {
    name: "one-byte-too-long",
    title: "Refuses a text that is one byte too long",
    length: (limit) => limit + 1,
  },
  {
    name: "far-too-long",
    title: "Refuses a text of the largest length that can be written",
    length: (limit, largest) =>
      Number(largest) > limit + MOST_BYTES ? limit + MOST_BYTES : Number(largest),
  },
];

/** Records that announce more than is allowed. */
export const malformed = (layout: Layout): readonly Check[] =>
  ROWS.map(({ name, length, ...row }) =>
    check({
      ...row,
      id: `byte-order/survival/${name}`,
      level: "standard",
      must: `Close the connection without a reply where more than ${
        largestOf(layout)
      } are announced, and serve the others.`,
      why:
        "A length from the network is not to be believed: it may be larger than the buffer behind it.",
      sources: [POSIX_HTONL],
      needs: ["byte-order/closing/end-after-client", "byte-order/stream/nothing-unasked"],
      provokes: "a record that announced too long a text",
      async run({ dial, random, afford }) {
        const [field] = required(limitedFields(layout), "length that can be too large");
        const { counter, text, limit } = field!;
        const bytes = length(limit, integerRange(counter.type)[1]);
        afford({ bytes });
        const request = encode(layout, {
          ...recordOf(layout, random),
          [text.name]: utf8(random.letters(1).repeat(bytes)),
          [counter.name]: wrap(BigInt(bytes), counter.type),
        });
        const peer = await dial();
        await peer.send(request);
        await peer.halfClose();
        const observed = await peer.receive(Infinity);
        const words = explanation({ layout, request, expected: new Uint8Array() }, observed);
        peer.expectThat(closedSilently(`a text of ${counted(bytes, "byte")}`, words), observed);
      },
    })
  );

interface Limited {
  readonly text: CountedField;
  readonly counter: NumberField;
  readonly limit: number;
}

/** The fields of counted bytes whose count can be larger than what is allowed. */
function limitedFields(layout: Layout): readonly Limited[] {
  return countedFields(layout).flatMap((text) => {
    const counter = layout.fields.find(({ name }) => name === text.length.by) as NumberField;
    const limit = roomOf(layout, text);
    return integerRange(counter.type)[1] > BigInt(limit) ? [{ text, counter, limit }] : [];
  });
}

function largestOf(layout: Layout): string {
  const [first] = limitedFields(layout);
  return counted(first?.limit ?? 0, "byte");
}
