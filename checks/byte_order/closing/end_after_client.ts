import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { ended } from "../../../lib/wire/echo_schema.ts";
import { RFC_9293_CLOSING } from "../../sources.ts";
import { asked, nextReply } from "../exchange.ts";
import { recordOf } from "../material.ts";

/** recv() returned 0. */
export const endAfterClient = (layout: Layout): Check =>
  check({
    id: "byte-order/closing/end-after-client",
    title: "Ends the connection after the client has ended its side",
    level: "core",
    must: "Close the connection when recv() returns 0: the client has ended its side.",
    why:
      "A server that goes on after the end holds a descriptor for ever, and the client waits for an end that never comes.",
    sources: [RFC_9293_CLOSING],
    async run({ dial, random }) {
      const record = asked(layout, recordOf(layout, random));
      const peer = await dial();
      await peer.send(record.request);
      await nextReply(peer, record.expected);
      await peer.halfClose();
      peer.expectThat(ended(), await peer.receive(Infinity));
    },
  });
