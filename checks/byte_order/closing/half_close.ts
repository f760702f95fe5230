import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_CLOSING } from "../../sources.ts";
import { asked, expectReplies, restOf } from "../exchange.ts";
import { recordOf } from "../material.ts";

/** A client that ends its side right behind its record. */
export const halfClose = (layout: Layout): Check =>
  check({
    id: "byte-order/closing/half-close",
    title: "Answers a record that the client's end follows at once",
    level: "core",
    must: "Answer every record that came before the client's half-close, then end the connection.",
    why:
      "A client that has called shutdown(SHUT_WR) is done sending and still reads: it wants its reply.",
    sources: [RFC_9293_CLOSING],
    async run({ dial, random }) {
      const records = [recordOf(layout, random)];
      const peer = await dial();
      await peer.send(asked(layout, ...records).request);
      const observed = await restOf(peer, await peer.listen(0));
      await expectReplies({ dial }, { layout, records, peer, observed });
    },
  });
