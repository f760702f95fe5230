import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { SEGMENT_GAP_MS } from "../../../lib/wire/tcp_peer.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, lastReply } from "../exchange.ts";
import { recordOf } from "../material.ts";
import { sample } from "../sample.ts";

/** What follows the first so many bytes comes in one piece. */
const SINGLE_BYTES = 12;

/** One byte a segment. */
export const byteByByte = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/byte-by-byte",
    title: "Answers a record that comes byte by byte",
    level: "standard",
    must: "Collect the bytes of a record until it is whole, however few each recv() returns.",
    why: "A record may arrive in any number of pieces.",
    sources: [RFC_9293_STREAM],
    waitsMs: SEGMENT_GAP_MS * pieces(asked(layout, sample(layout)).request).length,
    async run({ dial, random }) {
      const record = recordOf(layout, random);
      const { request, expected } = asked(layout, record);
      const peer = await dial();
      await peer.sendInSegments(pieces(request));
      const observed = await lastReply(peer, expected);
      await expectReplies({ dial }, { layout, records: [record], peer, observed });
    },
  });

function pieces(bytes: Uint8Array): readonly Uint8Array[] {
  const single = Array.from(bytes.subarray(0, SINGLE_BYTES), (byte) => new Uint8Array([byte]));
  return bytes.length > SINGLE_BYTES ? [...single, bytes.subarray(SINGLE_BYTES)] : single;
}
