import { type Check, check } from "../../../lib/check.ts";
import { type FieldSpan, fieldSpans } from "../../../lib/layout/encode.ts";
import { isNumberField, type Layout, type LayoutRecord } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { byHandCut } from "../by_hand.ts";
import { asked, expectReplies, lastReply } from "../exchange.ts";
import { recordOf, required } from "../material.ts";
import { sample } from "../sample.ts";

/** The pause between both pieces, in milliseconds: enough for the server to have read the first. */
const GAP_MS = 40;

interface Row extends Pick<Check, "title" | "must" | "why"> {
  readonly name: string;
  /** What is cut; the widest such field is taken. */
  readonly cuts: (span: FieldSpan) => boolean;
  readonly what: string;
}

const ROWS: readonly Row[] = [
  {
    name: "cut-in-number",
    title: "Answers a record that is cut within a number",
    must: "Read on until all bytes of a number are there.",
    why: "TCP keeps no records: recv() for 4 bytes may return 2. Whoever converts those is wrong.",
    cuts: ({ field }) => isNumberField(field),
    what: "number of two bytes or more",
  },
  {
    name: "cut-in-text",
    title: "Answers a record that is cut within its text",
    must: "Read on until as many bytes of the text are there as were announced.",
    why: "A text that was sent in one piece may arrive in two: one recv() is not one record.",
    cuts: ({ field }) => !isNumberField(field),
    what: "text of two bytes or more",
  },
];

/** Records that come in two pieces. */
export function cuts(layout: Layout): readonly Check[] {
  return ROWS.map((row) => {
    const { name, cuts: _, what, ...texts } = row;
    const shown = sample(layout);
    const [shownAt] = placesIn(layout, shown, row);
    return check({
      ...texts,
      id: idOf(name),
      level: "core",
      sources: [RFC_9293_STREAM],
      ...(shownAt ? { byHand: byHandCut(asked(layout, shown), shownAt) } : {}),
      waitsMs: GAP_MS,
      async run({ dial, random }) {
        const record = recordOf(layout, random);
        const [at] = required(placesIn(layout, record, row), what);
        const { request, expected } = asked(layout, record);
        const peer = await dial();
        await peer.sendInSegments([request.subarray(0, at), request.subarray(at)], GAP_MS);
        const observed = await lastReply(peer, expected);
        await expectReplies({ dial }, { layout, records: [record], peer, observed });
      },
    });
  });
}

/** The ids of those of these checks for which `layout` has something to cut. */
export function possibleCuts(layout: Layout): readonly string[] {
  const shown = sample(layout);
  return ROWS.filter((row) => placesIn(layout, shown, row).length > 0).map(({ name }) =>
    idOf(name)
  );
}

function idOf(name: string): string {
  return `byte-order/stream/${name}`;
}

/** The middles of the fields that are cut, the largest first. */
function placesIn(layout: Layout, record: LayoutRecord, { cuts }: Row): readonly number[] {
  return fieldSpans(layout, record)
    .filter((span) => cuts(span) && span.size > 1)
    .toSorted((one, other) => other.size - one.size)
    .map(({ offset, size }) => offset + Math.floor(size / 2));
}
