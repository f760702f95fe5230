import { assert, assertEquals } from "@std/assert";
import { sameBytes } from "../lib/bytes/compare.ts";
import { randomFrom } from "../lib/bytes/random.ts";
import type { Slip } from "../lib/diagnose/slip.ts";
import { grade } from "../lib/run/grade.ts";
import type { Client } from "../lib/serve/client.ts";
import { serveInMemory } from "../lib/serve/in_memory.ts";
import type { StreamServer } from "../lib/serve/server.ts";
import * as slips from "./slips.ts";
import { IS_EVERY_BODY } from "./testing.ts";
import { tcpEcho } from "./tcp_echo/mod.ts";

/** All of them with `deno task variations`. */
const PAIRS = IS_EVERY_BODY ? 200 : 30;
/** So many of a hundred must have both names among the first three. */
const GOAL_PERCENT = 80;
const BODY = { serving: "concurrent", bufferBytes: 1024 } as const;

/** What the second of two mistakes makes of all that the first one sends. */
const SECOND: Readonly<Record<string, Slip>> = {
  "strlen-on-received-bytes": slips.cutAtNul,
  "adds-newline": slips.withNewline,
  "adds-nul": slips.withNul,
  "adds-prefix": slips.withPrefix,
  "changes-case": slips.upperCase,
  "seven-bit": slips.withoutTopBit,
  "strips-line-end": slips.withoutLineEnd,
  "text-mode": slips.lfAsCrLf,
  "decodes-text": slips.decodedAndEncoded,
};

/** Mistakes that leave nothing for a second one to be seen in, or nobody to tell them apart from it. */
const ALONE = new Set([
  ...["prints-object", "exits-after-client", "interrupted-accept", "output-not-flushed"],
  ...["children-not-reaped", "one-client-at-a-time", "short-send", "close-drops-pending"],
  ...["write-event-missing", "trims-whitespace", "stops-at-space", "no-room-for-terminator"],
]);

/** Pairs of which one undoes the other, or leaves nothing of it to be seen. */
const UNSEEN: ReadonlySet<string> = new Set([
  // The zeros behind each message end the string there, no line end is last any more, one more is none.
  ...["strlen-on-received-bytes", "strips-line-end", "adds-nul"]
    .map((id) => `ignores-recv-length + ${id}`),
  // One byte at a time is sent, and each would get an addition of its own.
  ...["adds-newline", "adds-nul", "adds-prefix"].map((id) => `per-byte-delay + ${id}`),
  // What is cut at a 00 is too little to fill the sockets of a client that has gone.
  "sigpipe-kills + strlen-on-received-bytes",
]);

const SAMPLES: readonly Uint8Array[] = ["hello\n", "abc", " a\r\nb ", "a\0b\u00ffc\n", "\u00e9"]
  .map((text) => Uint8Array.from(text, (character) => character.charCodeAt(0)));

/** Whether each of two mistakes still shows beside the other. */
function canBeCombined(first: string, second: string): boolean {
  const [inner, outer] = [SECOND[first], SECOND[second]!];
  if (UNSEEN.has(`${first} + ${second}`)) return false;
  if (!inner) return true;
  const both = (sample: Uint8Array) => outer(inner(sample));
  return SAMPLES.some((sample) => !sameBytes(both(sample), inner(sample))) &&
    SAMPLES.some((sample) => !sameBytes(both(sample), outer(sample)));
}

/** A server that sends what `slip` makes of each piece that it would send. */
function withSlip(server: StreamServer, slip: Slip): StreamServer {
  const changed = (bytes: Uint8Array) => bytes.length > 0 ? slip(bytes) : bytes;
  return {
    ...server,
    start(program) {
      const serve = server.start(program);
      return (client) =>
        serve(
          new Proxy(client, {
            get(target, name) {
              if (name === "send") return (bytes: Uint8Array) => target.send(changed(bytes));
              const value = Reflect.get(target, name);
              return typeof value === "function" ? value.bind(target) : value;
            },
          }) as Client,
        );
    },
  };
}

Deno.test("diagnose() finds two mistakes in one server", async () => {
  const random = randomFrom("pairs");
  const firsts = (await tcpEcho.mistakes!()).filter(({ id }) => !ALONE.has(id));
  const seconds = Object.keys(SECOND);
  const missed: string[] = [];
  const misnamed: string[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = firsts[random.below(firsts.length)]!;
    const others = seconds.filter((id) => id !== first.id && canBeCombined(first.id, id));
    const second = others[random.below(others.length)]!;
    const server = withSlip(first.serve as StreamServer, SECOND[second]!);
    const program = serveInMemory(server, BODY);
    const { diagnoses } = await grade([{ suite: tcpEcho, host: "127.0.0.1", port: 7 }], {
      wire: program.wire,
      budgetMs: 3_600_000,
      level: "strict",
      seed: pair,
      skip: ["**/*-mib", "**/{late-reader,slow-reader,side-by-side}"],
    }).finally(() => program.close());
    const names = diagnoses.slice(0, 3).map(({ mistake }) => mistake);
    const row = `${first.id} + ${second}: ${names.join(", ")}`;
    if (names[0] && ![first.id, second].includes(names[0])) misnamed.push(row);
    if (!names.includes(first.id) || !names.includes(second)) {
      missed.push(row);
    }
  }
  assertEquals(misnamed, []);
  const found = PAIRS - missed.length;
  assert(found * 100 >= GOAL_PERCENT * PAIRS, `${found} of ${PAIRS}\n${missed.join("\n")}`);
});
