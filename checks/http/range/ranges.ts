import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { counted, excerpt } from "../../../lib/bytes/text.ts";
import { sameBytes } from "../../../lib/bytes/compare.ts";
import { fieldValue } from "../../../lib/http/mod.ts";
import { targetOf } from "../../../lib/site/site.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { between, type Due, judgeAnswer, status } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import type { Exchange } from "../dialogue.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

interface Range {
  readonly name: string;
  readonly title: string;
  readonly must: string;
  readonly section: string;
  readonly range: string;
  /** The first byte of the part and the one behind its last, in a file of `size` bytes. */
  readonly part: (size: number) => readonly [from: number, to: number];
}

const ROWS: readonly Range[] = [
  {
    name: "range-first",
    title: "Sends the first bytes of a file",
    must: "Answer Range: bytes=0-4 with 206 and five bytes, or with 200 and the file.",
    section: "9110 §14.2",
    range: "bytes=0-4",
    part: () => [0, 5],
  },
  {
    name: "range-suffix",
    title: "Sends the last bytes of a file",
    must: "Answer Range: bytes=-3 with 206 and the last three bytes, or with 200 and the file.",
    section: "9110 §14.1.2",
    range: "bytes=-3",
    part: (size) => [size - 3, size],
  },
  {
    name: "range-rest",
    title: "Sends the rest of a file",
    must:
      "Answer Range: bytes=5- with 206 and all but the first five bytes, or with 200 and the file.",
    section: "9110 §14.1.2",
    range: "bytes=5-",
    part: (size) => [5, size],
  },
  {
    name: "range-beyond",
    title: "Cuts a range at the end of the file",
    must: "Take a last byte beyond the end of the file for its last one.",
    section: "9110 §14.1.2",
    range: "bytes=10-99999999",
    part: (size) => [10, size],
  },
];

const WHY =
  "A player jumps with it, and a download goes on where it broke off; a wrong part spoils the file.";

/** Parts of a file: right, or not at all. */
export const ranges: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/range/${row.name}`,
    title: row.title,
    level: "strict",
    must: row.must,
    why: WHY,
    sources: [rfc(row.section), rfc("9110 §15.3.7")],
    async run(http) {
      const file = plainFile(http.run);
      const { bytes } = file;
      const exchange = await ask(http, [`Range: ${row.range}`]);
      const asked = `A GET with Range: ${row.range}`;
      judgeAnswer(exchange, { complies: [status("9110 §14.2", 206, 200)] }, asked);
      if (exchange.response?.head?.status !== 206) return expectFound(exchange, file, asked);
      const [from, to] = row.part(bytes.length);
      expectField(exchange, {
        name: "Content-Range",
        value: `bytes ${from}-${to - 1}/${bytes.length}`,
        asked,
      });
      const part = bytes.subarray(from, to);
      const { body, surplus } = exchange.response;
      const rest = surplus?.kept.subarray(0, Math.max(0, part.length - body.kept.length));
      const kept = joinBytes(body.kept, rest ?? new Uint8Array());
      if (sameBytes(kept, part)) return;
      throw new Mismatch(`${asked} brought other bytes than ${from} to ${to - 1} of ${file.path}`, {
        evidence: "bytes",
        expected: excerpt(part),
        observed: excerpt(kept),
        difference: { expected: part, observed: kept, offset: 0 },
      });
    },
  })
);

/** A part that isn't there. */
export const unsatisfiable = httpCheck({
  id: "http/range/range-unsat",
  title: "Says how long a file is that is too short for a range",
  level: "strict",
  must:
    "Answer a range behind the end of the file with 416 and Content-Range: bytes */size, or with 200.",
  why: WHY,
  sources: [rfc("9110 §15.5.17")],
  async run(http) {
    const { bytes } = plainFile(http.run);
    const asked = "A GET with a range behind the end of the file";
    const exchange = await ask(http, [`Range: bytes=${bytes.length + 10}-`]);
    judgeAnswer(exchange, { complies: [status("9110 §15.5.17", 416, 200)] }, asked);
    if (exchange.response?.head?.status === 416) {
      expectField(exchange, { name: "Content-Range", value: `bytes */${bytes.length}`, asked });
    }
  },
});

/** A field that means nothing with other methods. */
export const rangePost = httpCheck({
  id: "http/range/range-post",
  title: "Ignores Range with any method but GET",
  level: "strict",
  must: "Answer a POST with Range without 206.",
  why: "Only GET has ranges: a part of the answer to a POST is half an answer.",
  sources: [rfc("9110 §14.2")],
  async run(http) {
    const head = (await ask(http, ["Range: bytes=0-4"])).response?.head;
    if (head?.status !== 206) throw new NotApplicable("The server sends no ranges");
    const exchange = await http.ask({
      method: "POST",
      fields: ["Range: bytes=0-4", "Content-Length: 0"],
    });
    const due: Due = {
      complies: [
        status("9110 §14.2", 200, 204),
        between("9110 §15.5", 400, 499),
        status("9110 §9.1", 501),
      ],
      tolerable: [between("9110 §15.4", 300, 399)],
    };
    judgeAnswer(exchange, due, "A POST with Range: bytes=0-4");
  },
});

const FLOOD = 1000;
const BLOW_UP = 100;

/** Many parts at once. */
export const flood = httpCheck({
  id: "http/security/range-flood",
  title: `Isn't led to send a file ${FLOOD} times over`,
  level: "strict",
  must: `Answer ${FLOOD} overlapping ranges with the file, an error, or few of them.`,
  why: "One small request must not make a server send megabytes: merge the ranges, or ignore them.",
  sources: [rfc("9110 §17.15")],
  async run(http) {
    const file = plainFile(http.run);
    const exchange = await http.ask({
      fields: [`Range: bytes=${"0-,".repeat(FLOOD - 1)}0-`],
      isHostile: true,
    });
    const asked = `A GET with ${FLOOD} overlapping ranges`;
    judgeAnswer(exchange, {
      complies: [status("9110 §14.2", 200, 206), between("9110 §15.5", 400, 499)],
    }, asked);
    const length = exchange.response?.body.length ?? 0;
    if (length > BLOW_UP * file.bytes.length) {
      throw new Mismatch(
        `${asked} brought ${counted(length, "byte")} of a file of ${
          counted(file.bytes.length, "byte")
        }`,
        {
          evidence: "bytes",
          expected: "not much more than the file",
          observed: counted(length, "byte"),
        },
      );
    }
    expectFound(await http.ask({}, { file }), file, "A GET behind it");
  },
});

async function ask(http: Http, fields: readonly string[]): Promise<Exchange> {
  const file = plainFile(http.run);
  return await http.ask({ target: targetOf(file), fields }, { file });
}

function expectField(
  { response }: Exchange,
  { name, value, asked }: { readonly name: string; readonly value: string; readonly asked: string },
): void {
  const got = fieldValue(response?.head?.fields ?? [], name);
  if (got?.toLowerCase() === value.toLowerCase()) return;
  throw new Mismatch(`${asked} came with ${got === undefined ? `no ${name}` : `${name}: ${got}`}`, {
    evidence: "bytes",
    expected: `${name}: ${value}`,
    observed: got ?? "no such field",
  });
}
