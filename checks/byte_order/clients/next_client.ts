import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAnswer } from "../exchange.ts";

/** The second client of the run. */
export const nextClient = (layout: Layout): Check =>
  check({
    id: "byte-order/clients/next-client",
    title: "Serves the next client after the first has left",
    level: "core",
    must: "Go back to accept() when a client has left, and serve the next one.",
    why:
      "A server waits for clients for ever. Without a loop around accept() it ends with its first.",
    sources: [RFC_9293_STREAM],
    async run({ dial, random }) {
      await expectAnswer({ dial, random }, layout);
    },
  });
