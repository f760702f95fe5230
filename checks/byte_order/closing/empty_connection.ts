import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { ended } from "../../../lib/wire/echo_schema.ts";
import { RFC_9293_CLOSING } from "../../sources.ts";
import { expectAnswer } from "../exchange.ts";

/** A client that says nothing at all. */
export const emptyConnection = (layout: Layout): Check =>
  check({
    id: "byte-order/closing/empty-connection",
    title: "Ends a connection on which nothing was sent",
    level: "core",
    must: "End the connection of a client that sends nothing and leaves, and serve the next.",
    why: "The very first recv() may return 0. That is no error: the client had nothing to say.",
    sources: [RFC_9293_CLOSING],
    alone: true,
    async run({ dial, random }) {
      const silent = await dial();
      await silent.halfClose();
      silent.expectThat(ended(), await silent.receive(Infinity));
      await silent.end();
      await expectAnswer({ dial, random }, layout);
    },
  });
