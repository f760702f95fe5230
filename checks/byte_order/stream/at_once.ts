import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import type { TcpPeer } from "../../../lib/wire/tcp_peer.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { type Asked, asked } from "../exchange.ts";
import { recordOf } from "../material.ts";
import { anyReply } from "../replies.ts";

/** How long each further step is given to bring the answer, in milliseconds, beside a part of the patience. */
const STEP_MS = 120;

/** When the answer comes. */
export const atOnce = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/at-once",
    title: "Answers a record as soon as it is there",
    level: "core",
    must: "Answer a record when its last byte has come, without waiting for anything behind it.",
    why:
      "The client waits for the reply before it sends more. A server that waits, too, waits for ever.",
    sources: [RFC_9293_STREAM],
    async run({ dial, random }) {
      const record = asked(layout, recordOf(layout, random));
      const peer = await dial();
      await peer.send(record.request);
      const observed = await peer.receive(1);
      if (observed.bytes.length > 0 || observed.ending !== "open") {
        return void peer.expectThat(anyReply(record), observed);
      }
      const silence = seconds(observed.silentMs);
      throw new Mismatch(
        `A whole record got no answer within ${silence}; ${await whatHelps(peer, record)}`,
        {
          evidence: "silence",
          expected: "a reply as soon as the record is there",
          observed: "silence until something else was sent",
          difference: { expected: record.expected, observed: observed.bytes, offset: 0 },
        },
      );
    },
  });

async function whatHelps(peer: TcpPeer, { request }: Asked): Promise<string> {
  const answers = async () => (await peer.receive(1, STEP_MS)).bytes.length > 0;
  await peer.send(request);
  if (await answers()) return "the answer came when another record followed";
  await peer.halfClose();
  return await answers()
    ? "the answer came when the client had ended its side"
    : "neither another record nor the end of the client's side brought one";
}
