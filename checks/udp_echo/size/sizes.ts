import { counted, utf8 } from "../../../lib/bytes/text.ts";
import type { Level } from "../../../lib/check.ts";
import type { EchoRules } from "../../../lib/echo/rules.ts";
import { replyOf } from "../../../lib/wire/udp_peer.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { type EchoCheck, echoCheck } from "../../echo/echo_check.ts";
import { RFC_768, RFC_862 } from "../../sources.ts";

const CORE = [1, 64, 255];
const STANDARD = [256, 512, 513, 1024, 1025, 1472];
/** The largest datagram that IPv4 allows. */
const LARGEST = 65_507;
const STRICT = [1473, 2048, 4096, 8192, 16_384, LARGEST];
/** Larger ones run alone: a socket's buffer holds only three of the largest. */
const SHARED_BYTES = 2048;

interface Row {
  readonly bytes: number;
  readonly level: Level;
}

const USUAL: readonly Row[] = [
  ...CORE.map((bytes) => ({ bytes, level: "core" as Level })),
  ...STANDARD.map((bytes) => ({ bytes, level: "standard" as Level })),
  ...STRICT.map((bytes) => ({ bytes, level: "strict" as Level })),
];

/** Datagrams of each size. A larger one needs the next smaller: where a server cuts is one finding. */
export function sizes(rules: EchoRules): readonly EchoCheck[] {
  const rows = rowsFor(rules);
  return rows.map((row, i) => sizeCheck(row, rows[i - 1]));
}

/** Where the assignment names the largest datagram, it and all below are `core`, and no larger one is sent. */
function rowsFor({ maxDatagram, prefix }: EchoRules): readonly Row[] {
  const room = LARGEST - utf8(prefix).length;
  if (maxDatagram === null) return USUAL.filter(({ bytes }) => bytes <= room);
  const smaller = USUAL.map(({ bytes }) => bytes).filter((bytes) => bytes < maxDatagram);
  return [...smaller, Math.min(maxDatagram, room)].map((bytes) => ({ bytes, level: "core" }));
}

function sizeCheck({ bytes, level }: Row, smaller: Row | undefined): EchoCheck {
  return echoCheck({
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
    needs: smaller ? [`udp-echo/size/${smaller.bytes}`] : [],
    alone: bytes > SHARED_BYTES,
    async run({ open, freshBytes, reply }) {
      const peer = await open();
      const payload = freshBytes(bytes);
      const due = reply(payload);
      await peer.send(payload);
      const observed = await peer.receive(1);
      const [answer] = observed.datagrams;
      if (answer && isCut(answer.bytes, due)) throw cut(answer.bytes, due);
      peer.expectThat(replyOf(due, payload.length), observed);
    },
  });
}

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
      parts: { done: reply.length, of: payload.length },
    },
  );
}
