import { type EchoCheck, echoCheck } from "../../echo/echo_check.ts";
import { allServed } from "../../echo/parts.ts";
import { RFC_862 } from "../../sources.ts";

const CROWDS = [
  { name: "five-clients", words: "five clients", clients: 5, seconds: 2 },
  { name: "twenty-clients", words: "20 clients", clients: 20, seconds: 4 },
  { name: "sixty-four-clients", words: "64 clients", clients: 64, seconds: 4 },
];

/** Clients that come all at once; each sends, receives and leaves by itself. */
export const crowds: readonly EchoCheck[] = CROWDS.map(({ name, words, clients, seconds }) =>
  echoCheck({
    id: `tcp-echo/concurrency/${name}`,
    title: `Serves ${words} that come at once`,
    level: "standard",
    must:
      `Serve all of ${words}, be it one after another: none may be refused, closed or forgotten.`,
    why: "A table with room for a few clients turns the next one away.",
    sources: [RFC_862],
    mayTakeMs: 2 * seconds * 1000,
    async run({ dial, pause, freshLine, echo }) {
      const lines = Array.from({ length: clients }, () => freshLine());
      const served = lines.map(async (line, i) => {
        const peer = await dial({
          as: `Client ${i + 1} of ${clients}`,
          patienceMs: seconds * 1000,
        });
        await echo(peer, line);
        await peer.end();
      });
      await allServed(served, { pause });
    },
  })
);
