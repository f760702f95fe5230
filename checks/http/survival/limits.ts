import { Mismatch } from "../../../lib/wire/mismatch.ts";
import {
  between,
  closed,
  type Due,
  evidenceOf,
  gotWords,
  judgeAnswer,
  served,
  status,
} from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type HttpCheck, httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import type { RequestParts } from "../request.ts";
import { rfc } from "../sources.ts";

interface Limit {
  readonly name: string;
  readonly title: string;
  readonly must: string;
  readonly sections: readonly string[];
  readonly asked: string;
  readonly provokes: string;
  readonly parts: () => RequestParts;
  readonly due: Due;
}

const WHY =
  "Each buffer has its end: whoever writes behind it writes over something else. Count, and answer 4xx where it is full.";

const ROWS: readonly Limit[] = [
  {
    name: "method-long",
    title: "Outlives a method of 20,000 bytes",
    must: "Refuse a method of 20,000 bytes, and go on serving.",
    sections: ["9112 §3"],
    asked: "A method of 20,000 bytes",
    provokes: "a method of 20,000 bytes",
    parts: () => ({ method: "A".repeat(20_000) }),
    due: {
      complies: [between("9110 §15.5", 400, 499), status("9112 §3", 501), closed("9112 §9.6")],
    },
  },
  {
    name: "lim-uri-100k",
    title: "Outlives a target of 100,000 bytes",
    must: "Answer a target of 100,000 bytes with 414, or another 4xx; and go on serving.",
    sections: ["9112 §3", "9110 §15.5.15"],
    asked: "A target of 100,000 bytes",
    provokes: "a target of 100,000 bytes",
    parts: () => ({ target: `/${"a".repeat(100_000)}` }),
    due: {
      complies: [between("9110 §15.5.15", 400, 499), closed("9112 §9.6")],
      tolerable: [between("9110 §15.6", 500, 599)],
    },
  },
  {
    name: "lim-field-100k",
    title: "Outlives a field of 100,000 bytes",
    must:
      "Answer a field of 100,000 bytes with 431 or another 4xx, or serve it; and go on serving.",
    sections: ["9110 §5.4"],
    asked: "A field of 100,000 bytes",
    provokes: "a field of 100,000 bytes",
    parts: () => ({ fields: [`X-Long: ${"a".repeat(100_000)}`] }),
    due: {
      complies: [between("9110 §5.4", 400, 499), served("9110 §5.4"), closed("9112 §9.6")],
      tolerable: [between("9110 §15.6", 500, 599)],
    },
  },
  {
    name: "lim-fields-10000",
    title: "Outlives 10,000 fields",
    must: "Answer 10,000 fields with 431 or another 4xx, or serve them; and go on serving.",
    sections: ["9110 §5.4"],
    asked: "A request with 10,000 fields",
    provokes: "10,000 header fields",
    parts: () => ({ fields: Array.from({ length: 10_000 }, (_, i) => `X-${i}: a`) }),
    due: {
      complies: [between("9110 §5.4", 400, 499), served("9110 §5.4"), closed("9112 §9.6")],
      tolerable: [between("9110 §15.6", 500, 599)],
    },
  },
];

/** More of something than a server need take. */
export const limits: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/survival/${row.name}`,
    title: row.title,
    level: "strict",
    must: row.must,
    why: WHY,
    sources: row.sections.map(rfc),
    provokes: row.provokes,
    async run(http) {
      const file = plainFile(http.run);
      judgeAnswer(await http.ask({ ...row.parts(), isHostile: true }), row.due, row.asked);
      expectFound(await http.ask({}, { file }), file, `A GET behind ${row.provokes}`);
    },
  })
);

/** That a refusal arrives. */
export const refusalArrives = httpCheck({
  id: "http/survival/lim-no-rst",
  title: "Lets the client read why too much was refused",
  level: "strict",
  must: "Deliver the answer to a request that is too large, before the connection ends.",
  why:
    "close() with bytes unread makes the kernel send a reset, which can eat the answer: shutdown(), read on for a while, then close().",
  sources: [rfc("9112 §9.6")],
  provokes: "requests of 100,000 bytes",
  async run(http) {
    for (const { asked, parts } of ROWS.slice(1)) {
      const exchange = await http.ask({ ...parts(), isHostile: true });
      if (exchange.response?.head?.status !== undefined) continue;
      throw new Mismatch(`${asked} ${gotWords(exchange)}`, {
        evidence: evidenceOf(exchange),
        expected: "an answer that the client can read, 414 or 431 for instance",
        observed: gotWords(exchange).replace(/^got /, ""),
      });
    }
  },
});
