import { assertEquals } from "@std/assert";
import {
  advance,
  liveProgress,
  NO_PROGRESS,
  type ProgressEvent,
  progressLine,
} from "./progress.ts";

const EVENTS: readonly ProgressEvent[] = [
  { type: "suite", suite: "tcp-echo", checks: 3 },
  { type: "check", check: { status: "pass" } },
  { type: "check", check: { status: "fail" } },
];

Deno.test("progressLine() says as much as fits and never fills the line", () => {
  const progress = { suite: "tcp-echo", done: 23, total: 44, failed: 2 };
  const rows: readonly (readonly [columns: number, line: string])[] = [
    [80, "tcp-echo   23 of 44, 2 failed"],
    [30, "tcp-echo   23 of 44, 2 failed"],
    [29, "23 of 44, 2 failed"],
    [12, "23 of 44"],
    [6, ""],
    [1, ""],
    [0, "tcp-echo   23 of 44, 2 failed"],
    [NaN, "tcp-echo   23 of 44, 2 failed"],
  ];
  for (const [columns, line] of rows) assertEquals(progressLine(progress, columns), line);
});

Deno.test("advance() counts what is done and what failed, anew for each suite", () => {
  const progress = EVENTS.reduce(advance, NO_PROGRESS);
  assertEquals(progress, { suite: "tcp-echo", done: 2, total: 3, failed: 1 });
  const next = advance(progress, { type: "suite", suite: "udp-echo", checks: 9 });
  assertEquals(next, { suite: "udp-echo", done: 0, total: 9, failed: 0 });
});

Deno.test("liveProgress() rewrites one line of a terminal and takes it away", () => {
  assertEquals(written({ errIsTerminal: true, columns: 80 }), [
    "\r\x1b[Ktcp-echo   0 of 3",
    "\r\x1b[Ktcp-echo   1 of 3",
    "\r\x1b[Ktcp-echo   2 of 3, 1 failed",
    "\r\x1b[K",
  ]);
});

Deno.test("liveProgress() writes nothing in a pipe", () => {
  assertEquals(written({ errIsTerminal: false, columns: 80 }), []);
});

function written(
  screen: { readonly errIsTerminal: boolean; readonly columns: number },
): readonly string[] {
  const texts: string[] = [];
  const progress = liveProgress({ ...screen, err: (text) => texts.push(text) });
  EVENTS.forEach(progress.onEvent);
  progress.clear();
  return texts;
}
