import { type Check, check } from "../../../lib/check.ts";
import { type FieldSpan, fieldSpans } from "../../../lib/layout/encode.ts";
import { isNumberField, type Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_CLOSING } from "../../sources.ts";
import { asked } from "../exchange.ts";
import { recordOf, required } from "../material.ts";
import { closedSilently } from "../refusal.ts";

interface Row extends Pick<Check, "title"> {
  readonly name: string;
  readonly where: string;
  /** The field in which the record ends. */
  readonly endsIn: (span: FieldSpan) => boolean;
}

const ROWS: readonly Row[] = [
  {
    name: "half-a-record",
    title: "Answers nothing to half a record",
    where: "within its numbers",
    endsIn: ({ field }) => isNumberField(field),
  },
  {
    name: "half-a-text",
    title: "Answers nothing to a record without the rest of its text",
    where: "within its text",
    endsIn: ({ field }) => !isNumberField(field),
  },
];

/** Clients that end their side in the middle of a record. */
export const halfRecords = (layout: Layout): readonly Check[] =>
  ROWS.map(({ name, where, endsIn, ...row }) =>
    check({
      ...row,
      id: `byte-order/survival/${name}`,
      level: "standard",
      must:
        `Send no reply to a record that ends ${where}, close the connection, and serve the others.`,
      why:
        "A recv() that returns 0 in the middle of a record is the end. What lay in the buffer before is no record, and one client's end is not the server's.",
      sources: [RFC_9293_CLOSING],
      needs: ["byte-order/closing/end-after-client", "byte-order/stream/nothing-unasked"],
      provokes: `a record that ended ${where}`,
      async run({ dial, random }) {
        const record = recordOf(layout, random);
        const places = fieldSpans(layout, record)
          .filter((span) => endsIn(span) && span.size > 1)
          .toSorted((one, other) => other.size - one.size)
          .map(({ offset, size }) => offset + Math.floor(size / 2));
        const [at] = required(places, "such field to end in");
        const peer = await dial();
        await peer.send(asked(layout, record).request.subarray(0, at));
        await peer.halfClose();
        peer.expectThat(closedSilently("half a record"), await peer.receive(Infinity));
      },
    })
  );
