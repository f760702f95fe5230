import { type Check, check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime, takeTime } from "../conversation.ts";

const CROWDS = [
  { name: "five-clients", words: "five clients", clients: 5, seconds: 2 },
  { name: "twenty-clients", words: "20 clients", clients: 20, seconds: 4 },
];
const LINGERING = 4;

/** Clients that come all at once; each gets the time and leaves by itself. */
export const crowds: readonly Check[] = CROWDS.map(({ name, words, clients, seconds }) =>
  check({
    id: `tcp-time/concurrency/${name}`,
    title: `Serves ${words} that come at once`,
    level: "standard",
    must:
      `Serve all of ${words}, be it one after another: none may be refused, closed or forgotten.`,
    why: "A table with room for a few clients turns the next one away.",
    sources: [RFC_868],
    async run(context) {
      await Promise.all(
        Array.from({ length: clients }, (_, client) =>
          expectTime(context, {
            as: `Client ${client + 1} of ${clients}`,
            patienceMs: seconds * 1000,
          })),
      );
    },
  })
);

/** Clients that have got the time and stay. */
export const lingeringClients = check({
  id: "tcp-time/concurrency/lingering-clients",
  title: "Serves a client while four others don't leave",
  level: "standard",
  must: "Send the time to a client while four others have got it and keep their side open.",
  why: "A close() that waits for its client, or a place that is never freed, blocks the next one.",
  sources: [RFC_868],
  async run(context) {
    for (let client = 0; client < LINGERING; client++) {
      const peer = await context.dial();
      await takeTime(peer, context, context.now());
    }
    await expectTime(context, { as: "The client beside four others" });
  },
});
