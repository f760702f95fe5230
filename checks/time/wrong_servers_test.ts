import { assertEquals } from "@std/assert";
import { timeBytes, timeValue } from "../../lib/layout/rfc868.ts";
import { gradeInMemory, idsWith, type TimeBytes, timeWire } from "../../lib/testing/in_memory.ts";
import { writeAll } from "../../reference/stream.ts";
import { rfc868Time } from "../../reference/time.ts";
import { streamServer } from "../../lib/testing/in_memory.ts";
import { type MemoryServer, memoryWire } from "../../lib/wire/memory.ts";
import type { Endpoint, Wire } from "../../lib/wire/wire.ts";
import { tcpTime } from "../tcp_time/mod.ts";
import { udpTime } from "../udp_time/mod.ts";

/** What a server sends for the time, and exactly the checks that fail for it over TCP and over UDP. */
type ValueRow = readonly [name: string, bytesAt: TimeBytes, fails: readonly string[]];

const ALL = ["byte-order", "clock", "epoch", "seconds", "utc"];

const VALUES: readonly ValueRow[] = [
  ["is right", timeBytes, []],
  ["turns the bytes", (nowMs) => timeBytes(nowMs).reverse(), ["byte-order"]],
  ["converts 16 bits", (nowMs) => filled([...timeBytes(nowMs).subarray(2), 0, 0]), ["byte-order"]],
  ["counts from 1970", (nowMs) => numberBytes(nowMs / 1000), ["epoch"]],
  ["forgets leap days", (nowMs) => numberBytes(nowMs / 1000 + 70 * 365 * 86_400), ["epoch"]],
  ["turns the bytes and counts from 1970", (nowMs) => numberBytes(nowMs / 1000).reverse(), [
    "byte-order",
    "epoch",
  ]],
  ["counts milliseconds", (nowMs) => numberBytes(timeValue(nowMs) * 1000), ["seconds"]],
  ["is 3 h 30 min ahead", (nowMs) => timeBytes(nowMs + 12_600_000), ["utc"]],
  ["is 10 minutes slow", (nowMs) => timeBytes(nowMs - 600_001), ["clock"]],
  ["is 3 s ahead", (nowMs) => timeBytes(nowMs + 4000), ["clock"]],
  ["stands still", () => timeBytes(Date.UTC(2026, 0, 1)), ["moves-on"]],
  ["sends a long of 8 bytes", (nowMs) => filled([...timeBytes(nowMs), 0, 0, 0, 0]), ["four-bytes"]],
  ["adds a NUL", (nowMs) => filled([...timeBytes(nowMs), 0]), ["four-bytes"]],
  ["sends time_t as it is", (nowMs) => longBytes(nowMs / 1000), [
    "byte-order",
    "epoch",
    "four-bytes",
  ]],
  ["sends digits", (nowMs) => text(`${timeValue(nowMs)}\r\n`), ["byte-order", "four-bytes"]],
  ["sends a date", (nowMs) => text(`${new Date(nowMs).toUTCString()}\n`), [...ALL, "four-bytes"]],
  ["sends four letters", () => text("time"), [...ALL, "moves-on"]],
];

for (const [name, bytesAt, fails] of VALUES) {
  for (const suite of [tcpTime, udpTime]) {
    Deno.test(`${suite.name} fails just the right checks of a server that ${name}`, async () => {
      const report = await gradeInMemory(suite, {}, { wire: timeWire(bytesAt) });
      const wrong = idsWith(report, "fail").map((id) => id.replace(`${suite.name}/value/`, ""));
      assertEquals(wrong.toSorted(), fails.toSorted());
      assertEquals(idsWith(report, "error"), []);
    });
  }
}

/** What a server sends, a check that fails with it, and what is said. */
const MESSAGES: readonly (readonly [bytesAt: TimeBytes, check: string, message: string])[] = [
  [
    (nowMs) => timeBytes(nowMs).reverse(),
    "byte-order",
    "80 37 00 ED is not the time. It is in little-endian order, as without htonl() or with two of them",
  ],
  [
    (nowMs) => numberBytes(nowMs / 1000),
    "epoch",
    "69 55 B9 00 is not the time. It counts from 1970",
  ],
  [
    (nowMs) => timeBytes(nowMs + 12_600_000),
    "utc",
    "ED 00 68 B8 is not the time. It is a local time, 3.5 hours ahead of UTC",
  ],
  [
    (nowMs) => timeBytes(nowMs - 600_000),
    "clock",
    "The server's clock is 600 s behind ours, where 2 s are allowed",
  ],
  [
    (nowMs) => filled([...timeBytes(nowMs), 0, 0, 0, 0]),
    "four-bytes",
    "8 bytes came, not 4. It is a long of 8 bytes, of which htonl() has filled 4",
  ],
  [
    (nowMs) => text(`${new Date(nowMs).toUTCString()}\n`),
    "byte-order",
    '"Thu, 01 Jan 2026 00:00:00 GMT\\n" is not the time. It is a text, such as a date',
  ],
  [
    () => timeBytes(Date.UTC(2026, 0, 1)),
    "moves-on",
    "Two readings 2 s apart gave the same time",
  ],
];

for (const [bytesAt, name, message] of MESSAGES) {
  Deno.test(`udp-time/value/${name} says: ${message.slice(0, 60)}`, async () => {
    const only = [`udp-time/value/${name}`];
    const report = await gradeInMemory(udpTime, {}, { wire: timeWire(bytesAt), only });
    assertEquals(report.checks.map((check) => check.message), [message]);
  });
}

/** A server that is wrong in another way, and exactly the checks that fail with it. */
type Row = readonly [name: string, wire: () => Wire, fails: readonly string[]];

const TCP: readonly Row[] = [
  ["accepts and closes", () => withClock(() => streamServer(async () => {})), ["reach/answers"]],
  ["never answers", () => withClock(() => streamServer(() => new Promise(() => {}))), [
    "reach/answers",
  ]],
  ["greets", () => withClock(() => streamServer((stream) => writeAll(stream, text("hello\n")))), [
    "reach/answers",
  ]],
  ["waits for a question", () =>
    withClock((nowMs) =>
      streamServer(async (stream) => {
        await stream.read(new Uint8Array(16));
        await writeAll(stream, rfc868Time(nowMs()));
      })
    ), ["answer/unasked"]],
  ["never closes", () =>
    withClock((nowMs) =>
      streamServer(async (stream) => {
        await writeAll(stream, rfc868Time(nowMs()));
        await new Promise(() => {});
      })
    ), ["closing/closes-after-time"]],
  ["waits for its client's end", () => withClock(oneAtATime), [
    "closing/closes-after-time",
    "concurrency/second-client",
  ]],
  ["serves one client", () => withClock((nowMs) => servesFirst(1, nowMs)), ["clients/next-client"]],
  ["serves 45 clients in all", () => withClock((nowMs) => servesFirst(45, nowMs)), [
    "clients/one-after-another",
  ]],
  ["has four places", () => withClock((nowMs) => fewPlaces(4, nowMs)), [
    "closing/closes-after-time",
    "concurrency/five-clients",
    "concurrency/lingering-clients",
    "concurrency/twenty-clients",
  ]],
  [
    "dies of a client that leaves at once",
    () => withClock((nowMs) => diesOf("leaver", nowMs)),
    [
      "clients/leave-at-once",
    ],
  ],
  ["dies of a reset", () => withClock((nowMs) => diesOf("reset", nowMs)), [
    "closing/closes-after-time",
    "survival/reset-at-once",
  ]],
  ["dies of a late reset", () => withClock((nowMs) => diesOf("late-reset", nowMs)), [
    "closing/closes-after-time",
    "survival/reset-after-time",
  ]],
];

const UDP: readonly Row[] = [
  ["never answers", () => memoryWire({ datagram() {} }), ["reach/answers"]],
  ["echoes", () => memoryWire({ datagram: ({ bytes, from }, reply) => reply(bytes, from) }), [
    "reach/answers",
  ]],
  ["answers twice", () =>
    answering((time, from, reply) => {
      reply(time, from);
      reply(time, from);
    }), ["reply/exactly-one"]],
  ["answers from another port", () => answering((time, from, reply) => reply(time, from, 4242)), [
    "reply/same-address-and-port",
  ]],
  [
    "passes over empty datagrams",
    () => answering((time, from, reply, question) => question.length > 0 && reply(time, from)),
    [
      "survival/empty-datagram",
    ],
  ],
  [
    "passes over large datagrams",
    () => answering((time, from, reply, question) => question.length < 500 && reply(time, from)),
    [
      "reply/large-datagram",
    ],
  ],
  [
    "answers questions only",
    () =>
      answering((time, from, reply, [first = 0x3f, ...more]) =>
        (first === 0x3f || more.length > 300) && reply(time, from)
      ),
    ["reply/any-datagram"],
  ],
  ["passes over its first datagram", () => {
    let first = true;
    return answering((time, from, reply) => {
      if (!first) reply(time, from);
      first = false;
    });
  }, ["reach/first-datagram"]],
  [
    "passes over one port in eight",
    () => answering((time, from, reply) => from.port % 8 !== 5 && reply(time, from)),
    [
      "clients/another-port",
    ],
  ],
  ["answers the last of two clients", () => lastOfTwo(), ["clients/two-at-once"]],
  ["dies of clients that are gone", () => diesOfSlowRow(), ["survival/client-gone"]],
];

for (const { suite, rows } of [{ suite: tcpTime, rows: TCP }, { suite: udpTime, rows: UDP }]) {
  for (const [name, wire, fails] of rows) {
    Deno.test(`${suite.name} fails just the right checks of a server that ${name}`, async () => {
      const report = await gradeInMemory(suite, {}, { wire: wire() });
      const wrong = idsWith(report, "fail").map((id) => id.replace(`${suite.name}/`, ""));
      assertEquals(wrong.toSorted(), fails.toSorted());
      assertEquals(idsWith(report, "error"), []);
    });
  }

  Deno.test(`every check of ${suite.name} fails with one of these servers`, () => {
    const failed = new Set([
      ...rows.flatMap(([, , fails]) => fails),
      ...VALUES.flatMap(([, , fails]) => fails.map((name) => `value/${name}`)),
    ]);
    const ids = suite.checks.map(({ id }) => id.replace(`${suite.name}/`, ""));
    assertEquals(ids.filter((id) => !failed.has(id)), []);
  });
}

type NowMs = () => number;

/** A network with a server that knows its time of day, and the milliseconds of its clock. */
function withClock(make: (nowMs: NowMs, ms: NowMs) => MemoryServer): Wire {
  const wire: Wire = memoryWire(make(() => wire.clock.date(), () => wire.clock.now()));
  return wire;
}

/** A server that gives each datagram's right answer to `answer`. */
function answering(
  answer: (
    time: Uint8Array,
    from: Endpoint,
    reply: (bytes: Uint8Array, to: Endpoint, port?: number) => void,
    question: Uint8Array,
  ) => unknown,
): Wire {
  return withClock((nowMs) => ({
    datagram: ({ bytes, from }, reply) => void answer(rfc868Time(nowMs()), from, reply, bytes),
  }));
}

/** Answers a moment later, whoever has asked last by then. */
function lastOfTwo(): Wire {
  let last: Endpoint | undefined;
  const wire: Wire = memoryWire({
    datagram({ from }, reply) {
      last = from;
      wire.clock.after(1, () => last && reply(rfc868Time(wire.clock.date()), last));
    },
  });
  return wire;
}

/** Ends after three datagrams of which each comes 5 ms after the one before. */
function diesOfSlowRow(): Wire {
  let [lastMs, row, alive] = [0, 0, true];
  return withClock((nowMs, ms) => ({
    datagram({ from }, reply) {
      row = ms() - lastMs === 5 ? row + 1 : 0;
      lastMs = ms();
      alive &&= row < 2;
      if (alive) reply(rfc868Time(nowMs()), from);
    },
  }));
}

function oneAtATime(nowMs: NowMs): MemoryServer {
  let before: Promise<unknown> = Promise.resolve();
  return {
    accept(stream) {
      before = before.then(async () => {
        await writeAll(stream, rfc868Time(nowMs()));
        while (await stream.read(new Uint8Array(16)) !== null);
      }).catch(() => {}).finally(() => stream.close());
    },
  };
}

function servesFirst(clients: number, nowMs: NowMs): MemoryServer {
  let served = 0;
  return {
    listening: () => served < clients,
    accept(stream) {
      served++;
      writeAll(stream, rfc868Time(nowMs())).finally(() => stream.close());
    },
  };
}

/** Waits for its clients to leave, and has room for so many. */
function fewPlaces(places: number, nowMs: NowMs): MemoryServer {
  let taken = 0;
  return {
    async accept(stream) {
      if (taken >= places) return stream.close();
      taken++;
      await writeAll(stream, rfc868Time(nowMs())).catch(() => {});
      while (await stream.read(new Uint8Array(16)).catch(() => null) !== null);
      taken--;
      stream.close();
    },
  };
}

/** Is ended by one kind of client: that has left or reset at once, or resets when it has the time. */
function diesOf(deadly: "leaver" | "reset" | "late-reset", nowMs: NowMs): MemoryServer {
  let alive = true;
  return {
    listening: () => alive,
    async accept(stream) {
      let how: string | null = null;
      const end = stream.read(new Uint8Array(16)).then(() => "leaver", () => "reset")
        .then((found) => how = found);
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      if (how === deadly) alive = false;
      const isEarly = how !== null;
      await writeAll(stream, rfc868Time(nowMs())).catch(() => {});
      if (deadly !== "leaver" && await end === "reset" && !isEarly) {
        alive &&= deadly !== "late-reset";
      }
      stream.close();
    },
  };
}

function numberBytes(seconds: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Math.floor(seconds) % 2 ** 32);
  return bytes;
}

function longBytes(seconds: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(Math.floor(seconds)), true);
  return bytes;
}

function filled(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes);
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}
