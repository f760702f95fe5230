import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAnswer } from "../exchange.ts";

const CROWDS = [
  { name: "five-clients", words: "five clients", clients: 5, seconds: 2 },
  { name: "twenty-clients", words: "20 clients", clients: 20, seconds: 4 },
];

/** Clients that come all at once; each sends, receives and leaves by itself. */
export const crowds = (layout: Layout): readonly Check[] =>
  CROWDS.map(({ name, words, clients, seconds }) =>
    check({
      id: `byte-order/concurrency/${name}`,
      title: `Serves ${words} that come at once`,
      level: "standard",
      must:
        `Serve all of ${words}, be it one after another: none may be refused, closed or forgotten.`,
      why: "A table with room for a few clients turns the next one away.",
      sources: [RFC_9293_STREAM],
      async run({ dial, random }) {
        await Promise.all(
          Array.from({ length: clients }, (_, client) =>
            expectAnswer({ dial, random }, layout, {
              as: `Client ${client + 1} of ${clients}`,
              patienceMs: seconds * 1000,
            })),
        );
      },
    })
  );
