import { counted } from "../../../lib/bytes/text.ts";
import { type Check, check, type Level } from "../../../lib/check.ts";
import { replyOf } from "../../../lib/wire/udp_peer.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { randomBytes } from "../../payloads.ts";
import { RFC_768, RFC_862 } from "../../sources.ts";

const CORE = [1, 64, 255];
const STANDARD = [256, 512, 513, 1024, 1025, 1472];
const STRICT = [1473, 2048, 4096, 8192, 16_384, 65_507];
/** Larger ones run alone: a socket's buffer holds only three of the largest. */
const SHARED_BYTES = 2048;

const ROWS = [
  ...CORE.map((bytes) => ({ bytes, level: "core" as Level })),
  ...STANDARD.map((bytes) => ({ bytes, level: "standard" as Level })),
  ...STRICT.map((bytes) => ({ bytes, level: "strict" as Level })),
];

/** Datagrams of each size. A larger one needs the next smaller: where a server cuts is one finding. */
export const sizes: readonly Check[] = ROWS.map(({ bytes, level }, i) =>
  check({
    id: `udp-echo/size/${bytes}`,
    title: `Echoes a datagram of ${counted(bytes, "byte")}`,
    level,
    must: "Send the whole datagram back: recvfrom() needs a buffer as large as the largest one.",
    why: "recvfrom() throws away what doesn't fit into the buffer. It can't be read later.",
    sources: [RFC_862, RFC_768],
    byHand: {
      run: `head -c ${bytes} /dev/zero | nc -u -w 1 {host} {port} | wc -c`,
      right: String(bytes),
    },
    needs: i === 0 ? [] : [`udp-echo/size/${ROWS[i - 1]!.bytes}`],
    alone: bytes > SHARED_BYTES,
    async run({ open, random }) {
      const peer = await open();
      const payload = randomBytes(random, bytes);
      await peer.send(payload);
      const observed = await peer.receive(1);
      const [reply] = observed.datagrams;
      if (reply && isCut(reply.bytes, payload)) throw cut(reply.bytes, payload);
      peer.expectThat(replyOf(payload), observed);
    },
  })
);

function isCut(reply: Uint8Array, payload: Uint8Array): boolean {
  return reply.length < payload.length && reply.every((byte, i) => byte === payload[i]);
}

function cut(reply: Uint8Array, payload: Uint8Array): Mismatch {
  return new Mismatch(
    `A datagram of ${counted(payload.length, "byte")} comes back cut at ${
      counted(reply.length, "byte")
    }`,
    {
      evidence: "bytes",
      expected: `all ${counted(payload.length, "byte")}`,
      observed: `the first ${
        counted(reply.length, "byte")
      }: the buffer of recvfrom() holds no more`,
      difference: { expected: payload, observed: reply, offset: reply.length },
    },
  );
}
