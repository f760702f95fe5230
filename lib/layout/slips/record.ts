import { isNumberField, type Layout } from "../layout.ts";
import { NUMBER_KINDS } from "../number.ts";
import { type Pattern, rubbish } from "./pattern.ts";
import { type Habit, type Part, serve } from "./serve.ts";
import type { RecordWay, Slip } from "./slip.ts";

/** Replies that aren't put together field by field. */
export const RECORD_SLIPS: readonly Slip[] = [
  {
    id: "no-increment",
    ways: [{
      over: "record",
      words: "The request comes back as it was sent",
      reply: (_, request) => [...request],
    }],
  },
  {
    id: "sends-text",
    ways: [
      ...["", " ", ",", ", ", ";", "\t", "\n"].flatMap((between) =>
        ["", "\n", "\r\n", "\0"].map((behind) => printed(between, behind))
      ),
    ],
  },
  {
    id: "ignores-recv-length",
    ways: [largest(), ...[16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192].map(wholeBuffer)],
  },
  {
    id: "adds-nul",
    ways: [framed("A NUL follows the reply", (parts) => [...together(parts), 0])],
  },
  {
    id: "strlen-on-received-bytes",
    ways: [framed("The reply ends at its first NUL", (parts) => {
      const bytes = together(parts);
      const nul = bytes.indexOf(0);
      return nul === -1 ? bytes : bytes.slice(0, nul);
    })],
  },
];

/** A server that is right up to how it puts the fields together. */
export function framed(words: string, frame: NonNullable<Habit["frame"]>): RecordWay {
  return {
    over: "record",
    words,
    reply: (layout, request) => replyWith({ frame }, { layout, request }),
  };
}

/** All that a server sends that has the same habit with every field. */
export function replyWith(
  habit: Habit,
  { layout, request }: { readonly layout: Layout; readonly request: Uint8Array },
): Pattern {
  return [...serve(layout, { request, habitOf: () => habit })].flat();
}

/** All bytes of a reply, one field behind the other. */
export function together(parts: readonly Part[]): Pattern {
  return parts.flatMap(({ bytes }) => bytes);
}

/** The most bytes that a record of `layout` may have. */
export function largestRecord(layout: Layout): number {
  const sizes = layout.fields.map((field) => {
    if (isNumberField(field)) return NUMBER_KINDS[field.type].size;
    return field.length.kind === "fixed" ? field.length.size : field.length.maximum;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

function printed(between: string, behind: string): RecordWay {
  const shown = `${JSON.stringify(between)} between and ${JSON.stringify(behind)} behind`;
  return {
    over: "record",
    words: `The whole record is printed as text, ${shown}`,
    reply(layout, request) {
      const frame = (parts: readonly Part[]) => [
        ...parts.flatMap(({ bytes }, at) => at === 0 ? bytes : [...ascii(between), ...bytes]),
        ...ascii(behind),
      ];
      return replyWith({ write: (value) => ascii(String(value)), frame }, { layout, request });
    },
  };
}

function wholeBuffer(size: number): RecordWay {
  const way = framed(`The whole buffer of ${size} bytes is sent`, (parts) => filled(parts, size));
  return { ...way, vague: true };
}

function largest(): RecordWay {
  return {
    over: "record",
    vague: true,
    words: "The whole buffer for the largest record is sent",
    reply(layout, request) {
      const size = largestRecord(layout);
      return replyWith({ frame: (parts) => filled(parts, size) }, { layout, request });
    },
  };
}

function filled(parts: readonly Part[], size: number): Pattern {
  const bytes = together(parts);
  return [...bytes, ...rubbish(size - bytes.length)];
}

function ascii(text: string): Pattern {
  return [...new TextEncoder().encode(text)];
}
