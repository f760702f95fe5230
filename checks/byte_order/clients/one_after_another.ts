import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAnswer } from "../exchange.ts";

const CLIENTS = 50;

/** Fifty clients. */
export const oneAfterAnother = (layout: Layout): Check =>
  check({
    id: "byte-order/clients/one-after-another",
    title: "Serves fifty clients, one after another",
    level: "core",
    must: "Serve any number of clients, one after another.",
    why:
      "What each client costs must be given back when it leaves: its descriptor, its child process, its place in a table.",
    sources: [RFC_9293_STREAM],
    needs: ["byte-order/closing/end-after-client", "byte-order/stream/at-once"],
    alone: true,
    async run({ dial, random, afford }) {
      afford({ exchanges: CLIENTS });
      for (let client = 1; client <= CLIENTS; client++) {
        await expectAnswer({ dial, random }, layout, { as: `Client ${client} of ${CLIENTS}` });
      }
    },
  });
