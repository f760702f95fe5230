import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import fc from "fast-check";
import stringWidth from "string-width";
import type { Report } from "../report.ts";
import { renderPretty } from "./pretty.ts";
import * as pictures from "../testing/pictures.ts";
import type { Picture } from "../testing/pictures.ts";
import { checkReport, passes, renderOptions, reportOf, skipped } from "../testing/reports.ts";

/** What a terminal could be steered by; a line break is the one control character that may be there. */
const STEERING = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Lines to paste, which are never wrapped. */
const TO_PASTE = /deno task|nc -|nc 127|curl |yours|send\(|"HTTP/;

const ALL: readonly (readonly [string, () => Picture])[] = Object.entries(pictures);

function draw({ report, options }: Picture, parts: Partial<Picture["options"]> = {}): string {
  return renderPretty(report, { ...options, ...parts });
}

for (const [name, picture] of ALL) {
  Deno.test(`renderPretty() draws ${name}`, async (t) => {
    await t.assertSnapshot(draw(picture()));
  });
}

Deno.test("renderPretty() keeps to the width of the terminal, but for lines to paste", () => {
  for (const [name, picture] of ALL) {
    for (const columns of [40, 80, 200]) {
      const wide = draw(picture(), { columns }).split("\n").filter((line) =>
        stringWidth(line) > columns && !TO_PASTE.test(line)
      );
      assertEquals(wide, [], `${name} at ${columns} columns`);
    }
  }
});

Deno.test("renderPretty() takes a terminal without a width to have 80 columns", () => {
  for (const [name, picture] of ALL) {
    const usual = draw(picture());
    for (const columns of [0, NaN, -3]) assertEquals(draw(picture(), { columns }), usual, name);
    for (const columns of [1, 7, 20]) assert(draw(picture(), { columns }).length > 0);
  }
});

Deno.test("renderPretty() says with colour what it says without", () => {
  for (const [name, picture] of ALL) {
    const [plain, colored] = [draw(picture()), draw(picture(), { color: true })];
    assertNotMatch(plain, STEERING, name);
    assertMatch(colored, STEERING, name);
    // deno-lint-ignore no-control-regex
    assertEquals(colored.replace(/\x1b\[\d+m/g, ""), plain, name);
  }
});

Deno.test("renderPretty() lets nothing through that steers a terminal", () => {
  const strings = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
  const hostile = fc.oneof(
    strings,
    fc.constantFrom("\x1b[2J", "\x1b]0;x\x07", "\u202e", "\u2066", "\r", "\n\n", "\x9b1m", "\0"),
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom(20, 80), (text, columns) => {
      for (const picture of [pictures.verbose(), pictures.mistakeAndLimit(), pictures.ourFault()]) {
        const report = everywhere(picture.report, text);
        const again = picture.options.again + text;
        assertNotMatch(draw({ ...picture, report }, { columns, again }), STEERING);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("renderPretty() keeps a line break out of every field that has one line", () => {
  const report = { ...pictures.allIsWell().report, label: "me\nPASS   44 of 44 checks" };
  assertStringIncludes(renderPretty(report, renderOptions()), "me\\nPASS");
});

Deno.test("renderPretty() never uses the words of the code", () => {
  for (const [name, picture] of ALL) {
    assertNotMatch(draw(picture()), /blockedBy|transcript|observed/i, name);
  }
});

Deno.test("renderPretty() doesn't hold against a first server what lies beyond its level", () => {
  const [target] = reportOf([]).targets;
  const second = checkReport("tcp-echo/concurrency/second-client", {
    status: "warn",
    level: "standard",
    points: { earned: 0, possible: 0 },
    message: "The second client was answered only after the first had left",
  });
  const report = reportOf([...passes("tcp-echo/stream", 3), second], {
    targets: [{ ...target!, serving: "iterative" }],
  });
  const text = renderPretty(report, renderOptions());
  assertNotMatch(text, /FAIL|warn|second-client|The second client/);
  assertMatch(text, /PASS {3}3 of 3 checks/);
});

Deno.test("renderPretty() says during which check a server ended that nobody provoked", () => {
  const stream = "tcp-echo/stream/one-mib";
  const report = reportOf([
    checkReport(stream, { status: "fail", message: "The connection was refused" }),
    skipped("tcp-echo/stream/line", "server-gone", {
      message: `The server stopped answering during ${stream}`,
    }),
  ]);
  const text = renderPretty(report, renderOptions());
  assertStringIncludes(text, "Your server has ended during stream/one-mib.\nStart it again");
});

Deno.test("renderPretty() joins what could not be tried into a number a group", () => {
  const first = "tcp-echo/stream/one-byte";
  const report = reportOf([
    checkReport(first, { status: "fail" }),
    ...["a", "b"].map((name) => skipped(`tcp-echo/stream/${name}`, "needs", { blockedBy: first })),
    skipped("tcp-echo/payload/x", "needs", { blockedBy: "tcp-echo/stream/a" }),
    skipped("tcp-echo/payload/y", "not-applicable"),
    ...passes("tcp-echo/payload", 1),
  ]);
  const text = renderPretty(report, renderOptions({ columns: 100 }));
  assertStringIncludes(text, "0 of 3   one-byte; 2 not tried, they need it");
  assertStringIncludes(
    text,
    "1 of 2   1 not tried, it needs stream/one-byte; 1 doesn't apply here",
  );
});

/** The report with `text` in every string that isn't of a fixed set or base64. */
function everywhere(report: Report, text: string): Report {
  const fixed = ["schema", "level", "status", "reason", "event", "verdict", "serving"];
  const base64 = new Set(["data", "expected", "observed"]);
  const bytes = new TextEncoder().encode(text).toBase64();
  const kept = new Set([...fixed, "kind", "confidence", "startedAt"]);
  return JSON.parse(JSON.stringify(report), function (this: Record<string, unknown>, key, value) {
    if (typeof value !== "string" || kept.has(key)) return value;
    const isBytes = base64.has(key) && ("conn" in this || "expectedBytes" in this);
    return isBytes ? bytes : value + text;
  });
}
