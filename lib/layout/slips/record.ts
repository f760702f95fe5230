import { isNumberField, type Layout } from "../layout.ts";
import { NUMBER_KINDS } from "../number.ts";
import { type Pattern, rubbish } from "./pattern.ts";
import type { Part } from "./serve.ts";
import { framed, type RecordWay, type Slip } from "./slip.ts";

/** Replies that aren't put together field by field. */
export const RECORD_SLIPS: readonly Slip[] = [
  {
    id: "no-increment",
    ways: [{
      over: "message",
      name: "echo",
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
    ways: [framed("A NUL follows the reply", (parts) => [...together(parts), 0], "record")],
  },
  {
    id: "adds-newline",
    ways: [
      framed("A newline follows the reply", (parts) => [...together(parts), ...ascii("\n")], "lf"),
      framed("CR LF follow the reply", (parts) => [...together(parts), ...ascii("\r\n")], "cr-lf"),
    ],
  },
  {
    id: "strlen-on-received-bytes",
    ways: [framed("The reply ends at its first NUL", (parts) => {
      const bytes = together(parts);
      const nul = bytes.indexOf(0);
      return nul === -1 ? bytes : bytes.slice(0, nul);
    }, "record")],
  },
];

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
    ...(between === " " && behind === "" ? { name: "record" } : {}),
    words: `The whole record is printed as text, ${shown}`,
    habit: () => ({
      write: (value) => ascii(String(value)),
      frame: (parts) => [
        ...parts.flatMap(({ bytes }, at) => at === 0 ? bytes : [...ascii(between), ...bytes]),
        ...ascii(behind),
      ],
    }),
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
    name: "largest",
    words: "The whole buffer for the largest record is sent",
    habit: (layout) => {
      const size = largestRecord(layout);
      return { frame: (parts) => filled(parts, size) };
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
