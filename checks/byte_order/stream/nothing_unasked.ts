import { type Check, check } from "../../../lib/check.ts";
import { hex } from "../../../lib/layout/hex.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, exchange } from "../exchange.ts";
import { recordOf } from "../material.ts";

const LISTEN_MS = 150;

/** No greeting. */
export const nothingUnasked = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/nothing-unasked",
    title: "Sends nothing before the client does",
    level: "core",
    must: "Send nothing on a new connection until a record has come.",
    why: "A client takes the first bytes that come for its reply. A greeting shifts all behind it.",
    sources: [RFC_9293_STREAM],
    byHand: { run: "nc -w 1 {host} {port} </dev/null | od -An -tx1", right: "" },
    waitsMs: LISTEN_MS,
    async run({ dial, random }) {
      const peer = await dial();
      const { bytes } = await peer.listen(LISTEN_MS);
      await exchange(peer, asked(layout, recordOf(layout, random)));
      if (bytes.length === 0) return;
      throw new Mismatch("Something came before anything was sent", {
        evidence: "bytes",
        expected: "nothing",
        observed: hex(bytes),
        difference: { expected: new Uint8Array(), observed: bytes, offset: 0 },
      });
    },
  });
