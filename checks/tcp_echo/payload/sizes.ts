import type { Check, Level } from "../../../lib/check.ts";
import { check } from "../../../lib/check.ts";
import { RFC_862 } from "../../sources.ts";
import { echoCheck } from "../echo_check.ts";
import { randomBytes } from "../payloads.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

interface Size {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly bytes: number;
  readonly needs?: readonly string[];
}

const id = (name: string) => `tcp-echo/payload/${name}`;

const SIZES: readonly Size[] = [
  { name: "1-kib", title: "Echoes 1 KiB", level: "core", bytes: KIB },
  { name: "4-kib", title: "Echoes 4 KiB", level: "core", bytes: 4 * KIB },
  { name: "1-mib", title: "Echoes 1 MiB", level: "core", bytes: MIB, needs: [id("64-kib")] },
  { name: "4-mib", title: "Echoes 4 MiB", level: "standard", bytes: 4 * MIB, needs: [id("1-mib")] },
  {
    name: "16-mib",
    title: "Echoes 16 MiB",
    level: "strict",
    bytes: 16 * MIB,
    needs: [id("1-mib")],
  },
];

const COMMON = {
  must: "Send back any number of bytes, reading and writing by turns.",
  why:
    "TCP delivers a large message in pieces. Each recv() gives one of them, and each must be sent on, whole.",
};

/** How fast the bytes come back is learnt here: larger checks are left out where a server is too slow for them. */
const kib64 = check({
  id: id("64-kib"),
  title: "Echoes 64 KiB",
  level: "core",
  ...COMMON,
  sources: [RFC_862],
  byHand: {
    run: "head -c 65536 /dev/urandom >in; nc -N {host} {port} <in >out; cmp in out && echo same",
    right: "same",
  },
  async run({ dial, random, now, learn }) {
    const bytes = randomBytes(random, 64 * KIB);
    const peer = await dial();
    const startMs = now();
    await peer.send(bytes);
    await peer.expect(bytes);
    learn({ bytesPerSecond: bytes.length / Math.max(0.5, now() - startMs) * 1000 });
    await peer.expectLastly(new Uint8Array());
  },
});

/** A megabyte of one value. */
const oneValue = echoCheck({
  id: id("one-value-1-mib"),
  title: "Echoes 1 MiB of one byte value",
  level: "core",
  ...COMMON,
  needs: [id("64-kib")],
  bytes: (random) => new Uint8Array(MIB).fill(97 + random.below(26)),
});

/** The checks of size: each larger one needs a smaller. */
export const sizes: readonly Check[] = [
  ...SIZES.slice(0, 2).map(sizeCheck),
  kib64,
  oneValue,
  ...SIZES.slice(2).map(sizeCheck),
];

function sizeCheck({ name, title, level, bytes, needs = [] }: Size): Check {
  return echoCheck({
    id: id(name),
    title,
    level,
    ...COMMON,
    byHand: {
      run:
        `head -c ${bytes} /dev/urandom >in; nc -N {host} {port} <in >out; cmp in out && echo same`,
      right: "same",
    },
    needs,
    alone: bytes > MIB,
    bytes: (random) => randomBytes(random, bytes),
  });
}
