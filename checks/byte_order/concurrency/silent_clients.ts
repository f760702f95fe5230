import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectAnswer } from "../exchange.ts";
import { recordOf } from "../material.ts";

const SILENT = 4;

interface Row extends Pick<Check, "title" | "must" | "why"> {
  readonly name: string;
  /** How much of its second record each of the silent clients has sent. */
  readonly share: number;
}

const ROWS: readonly Row[] = [
  {
    name: "silent-clients",
    title: "Serves a client while four others say nothing",
    must: "Answer a client while four others are connected and silent.",
    why: "A recv() that waits for one silent client must not hold up the others.",
    share: 0,
  },
  {
    name: "half-sent-records",
    title: "Serves a client while four others have sent half a record",
    must: "Answer a client while the records of four others are half there.",
    why:
      "A server that waits for the second half of one client's record keeps all the others waiting.",
    share: 1 / 2,
  },
];

/** Clients that hold their connection and say no more. */
export const silentClients = (layout: Layout): readonly Check[] =>
  ROWS.map(({ name, share, ...row }) =>
    check({
      ...row,
      id: `byte-order/concurrency/${name}`,
      level: "standard",
      sources: [RFC_9293_STREAM],
      async run({ dial, random }) {
        const { request, expected } = asked(layout, recordOf(layout, random));
        const sent = Math.floor(request.length * share);
        const others = [];
        for (let client = 0; client < SILENT; client++) {
          const peer = await dial();
          await peer.send(request);
          await peer.receive(expected.length);
          await peer.send(request.subarray(0, sent));
          others.push(peer);
        }
        await expectAnswer({ dial, random }, layout, { as: "The client beside four others" });
        if (sent === 0) return;
        for (const peer of others) await peer.send(request.subarray(sent)); // each leaves in order
      },
    })
  );
