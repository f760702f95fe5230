import type { Level } from "../../../lib/check.ts";
import { type EchoCheck, echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";
import { oneExchange } from "../one_exchange.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

const id = (name: string) => `tcp-echo/payload/${name}`;

interface Size {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly bytes: number;
  /** The name of a smaller size without which this one would show nothing new. */
  readonly needs?: string;
  /** Whether how fast the bytes come back is learnt here: where a server is too slow, larger sizes are left out. */
  readonly measures?: boolean;
}

const SIZES: readonly Size[] = [
  { name: "1-kib", title: "Echoes 1 KiB", level: "core", bytes: KIB, measures: true },
  { name: "4-kib", title: "Echoes 4 KiB", level: "core", bytes: 4 * KIB, needs: "1-kib" },
  {
    name: "64-kib",
    title: "Echoes 64 KiB",
    level: "core",
    bytes: 64 * KIB,
    needs: "1-kib",
    measures: true,
  },
  {
    name: "1-mib",
    title: "Echoes 1 MiB",
    level: "core",
    bytes: MIB,
    needs: "64-kib",
    measures: true,
  },
  { name: "4-mib", title: "Echoes 4 MiB", level: "standard", bytes: 4 * MIB, needs: "1-mib" },
  { name: "16-mib", title: "Echoes 16 MiB", level: "strict", bytes: 16 * MIB, needs: "1-mib" },
];

const COMMON = {
  must: "Send back any number of bytes, reading and writing by turns.",
  why:
    "TCP delivers a large message in pieces. Each recv() gives one of them, and each must be sent on, whole.",
};

/** A megabyte of one value. */
const oneValue = oneExchange({
  id: id("one-value-1-mib"),
  title: "Echoes 1 MiB of one byte value",
  level: "core",
  ...COMMON,
  asks: "no-lines",
  after: [id("64-kib")],
  bytes: (random) => new Uint8Array(MIB).fill(97 + random.below(26)),
});

/** The checks of size: each larger one needs a smaller. */
export const sizes: readonly EchoCheck[] = [...SIZES.map(sizeCheck), oneValue];

function sizeCheck({ name, title, level, bytes, needs, measures = false }: Size): EchoCheck {
  return echoCheck({
    id: id(name),
    title,
    level,
    ...COMMON,
    sources: [RFC_862],
    byHand: {
      run:
        `head -c ${bytes} /dev/urandom >in; nc -N {host} {port} <in >out; cmp in out && echo same`,
      right: "same",
    },
    needs: needs ? [id(needs)] : [],
    alone: bytes > MIB,
    async run({ dial, now, afford, learn, freshBytes, reply }) {
      afford({ bytes });
      const payload = freshBytes(bytes);
      const peer = await dial();
      const startMs = now();
      await peer.send(payload);
      await peer.expectLastly(reply(payload));
      const tookMs = now() - startMs - peer.inVainMs;
      if (measures) learn({ bytesPerSecond: bytes / Math.max(0.2, tookMs) * 1000 });
    },
  });
}
