import { hex, printable } from "../../../lib/bytes/text.ts";
import { labelled } from "../../../lib/diagnose/drawing.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { fieldSpans } from "../../../lib/layout/encode.ts";
import { decode } from "../../../lib/layout/decode.ts";
import { isNumberField } from "../../../lib/layout/layout.ts";
import type { Survey } from "./survey.ts";
import { isStrange, type Talk } from "./talk.ts";

/** So many bytes of a text are shown. */
const TEXT_BYTES = 6;
const NARROWEST = 5;
const LABEL_WIDTH = 12;

interface Column {
  readonly name: string;
  readonly asked: string;
  readonly due: string;
  readonly came: string;
}

/** The shortest exchange that a slip explains, field by field: what was sent, what was due, what came. */
export function drawRecords(survey: Survey, explained: readonly Observation[]): readonly string[] {
  const talks = explained.flatMap((seen) => survey.of(seen)).filter(isStrange)
    .toSorted((a, b) => a.request.length - b.request.length);
  const told = talks.find(({ one }) => one.receivedBytes > 0) ?? talks[0];
  return told ? draw(survey, told) : [];
}

function draw({ layout }: Survey, { request, due, one }: Talk): readonly string[] {
  const found = decode(layout, request);
  if (found.outcome !== "record") return [];
  const spans = fieldSpans(layout, found.record);
  const columns: Column[] = spans.map(({ field, offset, size }) => {
    const end = offset + (isNumberField(field) ? size : Math.min(size, TEXT_BYTES));
    const part = (bytes: Uint8Array) => hex(bytes.subarray(offset, end));
    return { name: field.name, asked: part(request), due: part(due), came: part(one.received) };
  });
  const isMore = one.received.length > found.size;
  const behind = hex(one.received.subarray(found.size, found.size + TEXT_BYTES));
  const all = isMore ? [...columns, { name: "behind", asked: "", due: "", came: behind }] : columns;
  return rows(all, one.received);
}

function rows(columns: readonly Column[], received: Uint8Array): readonly string[] {
  const line = (key: keyof Column) =>
    columns.map((column) => column[key].padEnd(widthOf(column))).join("  ").trimEnd();
  const marks = columns.map((column) => marksOf(column).padEnd(widthOf(column))).join("  ");
  const came = received.length === 0 ? "nothing" : line("came");
  return [
    ...labelled("", line("name")),
    ...labelled("sent", line("asked")),
    ...labelled("due", line("due")),
    ...labelled("came back", came),
    ...(received.length > 0 ? [`${" ".repeat(LABEL_WIDTH)}${marks}`.trimEnd()] : []),
    ...(received.length > 3 && isText(received)
      ? labelled("as text", printable(received.subarray(0, 40)))
      : []),
  ];
}

function widthOf({ name, asked, due, came }: Column): number {
  return Math.max(NARROWEST, ...[name, asked, due, came].map(({ length }) => length));
}

/** A mark under each byte that differs. */
function marksOf({ due, came }: Column): string {
  const [right, wrong] = [due.split(" "), came.split(" ")];
  return wrong.map((byte, at) => byte === (right[at] ?? "") || byte === "" ? "  " : "^^").join(" ");
}

function isText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 16).every((byte) => byte >= 0x20 && byte < 0x7f);
}
