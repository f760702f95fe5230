import { assertEquals } from "@std/assert";
import { paintFor } from "../../text/paint.ts";
import { checkReport, diagnosis, renderOptions, reportOf } from "../../testing/reports.ts";
import { whatToFix } from "./fix.ts";

Deno.test("whatToFix() takes the sentence that a fix begins with, else the line to write", () => {
  const rows: readonly (readonly [fix: string, words: string])[] = [
    ["send(client, buf, n, 0);    /* n is what recv() returned */", "send(client, buf, n, 0)"],
    ["End head lines in \\r\\n.\nInstead of  a\nwrite       b", "End head lines in \\r\\n"],
    ["Instead of  a;\nwrite       b = c;   /* so */", "b = c"],
    ["To go on    fork(), or poll()\nBy hand     nc", "fork(), or poll()"],
  ];
  const check = checkReport("tcp-echo/a/b", { status: "fail" });
  for (const [fix, words] of rows) {
    const report = reportOf([check], { diagnoses: [diagnosis({ fix, explains: [check.id] })] });
    const view = { report, options: renderOptions(), paint: paintFor(false), columns: 80 };
    assertEquals(whatToFix(view)?.words, words);
  }
});
