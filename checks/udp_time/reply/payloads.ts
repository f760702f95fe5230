import type { Random } from "../../../lib/bytes/random.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime } from "../conversation.ts";

interface Row extends Pick<Check, "title" | "must" | "level"> {
  readonly name: string;
  readonly payloads: (random: Random) => readonly Uint8Array[];
}

const ROWS: readonly Row[] = [
  {
    name: "any-datagram",
    title: "Answers whatever the datagram holds",
    level: "core",
    must: "Answer a datagram of one byte, of text, of NULs or of anything else in the same way.",
    payloads: (random) => [
      new Uint8Array(1),
      utf8(`${random.letters(9)}\n`),
      new Uint8Array(8),
      random.bytes(100),
      random.bytes(255),
    ],
  },
  {
    name: "large-datagram",
    title: "Answers a large datagram",
    level: "standard",
    must: "Answer a datagram that is larger than the server's buffer like every other.",
    payloads: (random) => [random.bytes(512), random.bytes(1472)],
  },
];

/** The checks of what may be asked. */
export const payloads: readonly Check[] = ROWS.map(({ name, payloads, ...row }) =>
  check({
    ...row,
    id: `udp-time/reply/${name}`,
    why: "The datagram is the question. What it holds says nothing, and is not to be looked at.",
    sources: [RFC_868],
    async run(context) {
      for (const payload of payloads(context.random)) await expectTime(context, payload);
    },
  })
);
