import { assertEquals } from "@std/assert";
import { idsWith } from "../lib/testing/in_memory.ts";
import {
  CC_HINT,
  compileStudents,
  HAS_CC,
  IGNORE_WITHOUT_CC,
  type Programs,
} from "../lib/testing/students.ts";
import { grade } from "../mod.ts";

/** A program of `fixtures/students`, the checks that must fail with it, and those that may. */
interface Row {
  readonly fails: readonly string[];
  /** The name that its mistake gets; none for a right one. */
  readonly is?: string;
  /** Where it is up to the scheduler. */
  readonly may?: readonly string[];
}

/** How many programs are graded at once: they mostly wait. */
const AT_ONCE = 6;

/** What a server for one client at a time can't do. */
const ITERATIVE = ["concurrency/second-client"];
/** DieWithError(), or SIGPIPE, when a send() fails. */
const SIGPIPE = ["survival/leaves-without-reading"];

const of = (bits: number, ...names: readonly string[]) =>
  names.map((name) => `values/${bits}-bit-${name}`);
const ALL_16 = of(16, "order", "small", "carry", "sign", "wrap");
const ALL_32 = of(32, "order", "small", "carry", "sign", "wrap");
const BUT_WRAP_16 = of(16, "order", "small", "carry", "sign");
const BUT_WRAP_32 = of(32, "order", "small", "carry", "sign");

const ROWS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  "byte-order": {
    "byte_order/packed_buffer": { is: "one-client-at-a-time", fails: ITERATIVE },
    "byte_order/memcpy_fork": { fails: [] },
    "byte_order/stdio_threads": { fails: [] },
    "byte_order/no_conversion": {
      is: "no-byte-order",
      fails: [...ALL_16, ...ALL_32, ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/no_htonl": {
      is: "no-hton",
      fails: [...BUT_WRAP_16, ...BUT_WRAP_32, ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/no_ntohl": { is: "no-ntoh", fails: [...ALL_32, ...ITERATIVE, ...SIGPIPE] },
    "byte_order/htons_on_long": {
      is: "wrong-hton-width",
      fails: [...ALL_32, ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/saturating": {
      is: "signed-overflow",
      fails: [...of(16, "wrap"), ...of(32, "wrap"), ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/sizeof_long": {
      is: "wrong-integer-size",
      fails: ["values/length", "size/exact", ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/struct_padding": {
      is: "struct-padding",
      fails: [...ALL_32, "values/length", "size/exact", ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/sprintf_reply": {
      is: "sends-text",
      fails: [
        ...ALL_16,
        ...ALL_32,
        "values/length",
        "text/nul-bytes",
        "text/every-byte-value",
        "size/exact",
        ...ITERATIVE,
        ...SIGPIPE,
      ],
    },
    "byte_order/text_converted": {
      is: "text-swapped",
      fails: ["text/order", "text/every-byte-value", ...ITERATIVE, ...SIGPIPE],
    },
    "byte_order/one_recv": {
      is: "one-recv-one-message",
      fails: [
        "stream/cut-in-number",
        "stream/cut-in-text",
        "stream/record-and-a-half",
        "stream/every-cut",
        "stream/byte-by-byte",
        "stream/pipelined",
        "survival/half-a-record",
        "survival/half-a-text",
        ...ITERATIVE,
      ],
      may: [...SIGPIPE, "survival/far-too-long"], // it depends on where recv() cuts 64 KiB
    },
  },
  "tcp-time": {
    "time/tcp_ok": { fails: [] },
    "time/tcp_unix_epoch": { is: "unix-epoch", fails: ["value/epoch"] },
    "time/tcp_little_endian": { is: "no-hton", fails: ["value/byte-order"] },
    "time/tcp_htons": { is: "wrong-hton-width", fails: ["value/byte-order"] },
    "time/tcp_local_time": { is: "local-time", fails: ["value/utc"] },
    "time/tcp_sizeof_long": { is: "wrong-integer-size", fails: ["value/four-bytes"] },
    "time/tcp_time_t": {
      is: "wrong-integer-size",
      fails: ["value/four-bytes", "value/byte-order", "value/epoch"],
    },
    "time/tcp_ctime": {
      is: "sends-text",
      fails: [
        "value/four-bytes",
        "value/byte-order",
        "value/epoch",
        "value/seconds",
        "value/utc",
        "value/clock",
      ],
    },
    "time/tcp_no_close": { is: "eof-ignored", fails: ["closing/closes-after-time"] },
    "time/tcp_waits_for_request": { is: "waits-for-request", fails: ["answer/unasked"] },
    "time/tcp_exits_after_first": { is: "exits-after-client", fails: ["clients/next-client"] },
  },
  "udp-time": {
    "time/udp_ok": { fails: [] },
    "time/udp_milliseconds": { is: "wrong-unit", fails: ["value/seconds"] },
    "time/udp_empty_is_error": {
      is: "empty-datagram-is-error",
      fails: ["survival/empty-datagram"],
    },
  },
};

const TITLE = HAS_CC ? "" : ` (${CC_HINT})`;

Deno.test({
  name: `the students' servers fail just the right checks, and get their names${TITLE}`,
  ignore: IGNORE_WITHOUT_CC,
  async fn() {
    const programs = Object.entries(ROWS).flatMap(([suite, rows]) =>
      Object.entries(rows).map(([name, row]) => ({ suite, name, row }))
    );
    await using compiled = await compileStudents(programs.map(({ name }) => name));
    const queue = programs.toSorted((one, other) => silences(other.row) - silences(one.row));
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await expectVerdict(compiled, next);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  },
});

Deno.test({
  name: `no server is ended by a run at level core, right or wrong${TITLE}`,
  ignore: IGNORE_WITHOUT_CC,
  async fn() {
    await using programs = await compileStudents(FRAGILE);
    await Promise.all(FRAGILE.map(async (name) => {
      await using student = await programs.start(name);
      const target = { suite: "byte-order", host: "127.0.0.1", port: student.port };
      const first = await grade([target]);
      const again = await grade([target], { only: ["byte-order/reach"] });
      assertEquals([name, again.verdict], [name, "pass"]);
      assertEquals(first.checks.filter(({ reason }) => reason === "server-gone"), []);
    }));
  },
});

/** Programs that end when a send() or recv() fails. */
const FRAGILE = ["byte_order/no_htonl", "byte_order/one_recv", "byte_order/sprintf_reply"];

/** Those that meet a silence take long, and begin first. */
function silences({ fails }: Row): number {
  return fails.filter((id) => /^(closing|answer|concurrency|survival)/.test(id)).length;
}

async function expectVerdict(
  programs: Programs,
  { suite, name, row: { fails, is, may = [] } }: {
    readonly suite: string;
    readonly name: string;
    readonly row: Row;
  },
): Promise<void> {
  await using student = await programs.start(name, { TZ: "Asia/Tehran" });
  const target = { suite, host: "127.0.0.1", port: student.port };
  const report = await grade([target], { level: "strict", seed: 5 });
  const failed = idsWith(report, "fail").map((id) => id.replace(`${suite}/`, ""));
  const surely = failed.filter((id) => !may.includes(id));
  assertEquals([name, ...surely.toSorted()], [name, ...fails.toSorted()]);
  assertEquals([name, ...idsWith(report, "error")], [name]);
  assertEquals([name, report.diagnoses[0]?.mistake], [name, is]);
}

Deno.test("every server in fixtures/students has its verdict", () => {
  const listed = Object.values(ROWS).flatMap((rows) => Object.keys(rows));
  const folders = new Set(listed.map((name) => name.split("/")[0]));
  const present = [...folders].flatMap((folder) =>
    [...Deno.readDirSync(new URL(`../fixtures/students/${folder}`, import.meta.url))]
      .map((file) => `${folder}/${file.name.replace(/\.c$/, "")}`)
  );
  assertEquals(present.toSorted(), listed.toSorted());
});
