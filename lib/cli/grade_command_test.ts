import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { fakeScreen } from "../testing/fake_screen.ts";
import { execute } from "./main.ts";

/** Nothing listens there. */
const ARGS = ["grade", "-s", "tcp-echo", "127.0.0.1:1"];
// deno-lint-ignore no-control-regex
const ESCAPE = /\x1b/;

Deno.test("gradeCommand() uses colour on a terminal", async () => {
  const screen = fakeScreen({ outIsTerminal: true });
  assertEquals(await execute(ARGS, screen), 1);
  assertMatch(screen.output(), ESCAPE);
});

Deno.test("gradeCommand() uses no colour in a pipe, and none where the user wants none", async () => {
  const rows = [
    { args: ARGS, screen: fakeScreen() },
    { args: ARGS, screen: fakeScreen({ outIsTerminal: true, noColor: true }) },
    { args: [...ARGS, "--no-color"], screen: fakeScreen({ outIsTerminal: true }) },
  ];
  for (const { args, screen } of rows) {
    assertEquals(await execute(args, screen), 1);
    assertMatch(screen.output(), /Nothing listens on 127\.0\.0\.1:1/);
    assertNotMatch(screen.output(), ESCAPE);
  }
});

Deno.test("gradeCommand() shows progress on a terminal's standard error, nothing in a pipe", async () => {
  const screen = fakeScreen({ errIsTerminal: true });
  await execute(ARGS, screen);
  assertMatch(screen.errors(), /tcp-echo {3}0 of \d+/);
  assertStringIncludes(screen.errors(), "\r\x1b[KNothing listens");
  const pipe = fakeScreen();
  await execute(ARGS, pipe);
  assertNotMatch(pipe.errors(), ESCAPE);
});
