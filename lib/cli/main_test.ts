import { assertEquals, assertMatch } from "@std/assert";
import { fakeScreen } from "../testing/fake_screen.ts";
import { execute } from "./main.ts";

/** A command line, its exit status, and what it writes to standard output and to standard error. */
interface Row {
  readonly args: string;
  readonly status: number;
  readonly out?: RegExp;
  readonly err?: RegExp;
}

const ROWS: readonly Row[] = [
  { args: "--help", status: 0, out: /deno task grade .*\n.*deno task list .*\n.*explain ID/ },
  { args: "", status: 2, err: /deno task grade .*\n.*deno task list / },
  {
    args: "gade 127.0.0.1:7",
    status: 2,
    err: /There is no command "gade", did you mean "grade"\?/,
  },
  { args: "toString", status: 2, err: /There is no command "toString"/ },

  { args: "list", status: 0, out: /^tcp-echo: .*\n {2}tcp-echo\/reach\/answers +core +Accepts/ },
  { args: "list tcp-echo", status: 0, out: /\n {2}\d+ checks: \d+ core/ },
  { args: "list tcp-echo/reach/*", status: 0, out: /answers.*\n[^]* {2}\d+ checks?: \d+ core/ },
  { args: "list answers", status: 0, out: /tcp-echo\/reach\/answers/ },
  { args: "list --help", status: 0, out: /usage: deno task list/ },
  { args: "list nosuch", status: 2, err: /There is no check "nosuch".*deno task list/ },
  { args: "list --helo", status: 2, err: /There is no option --helo, did you mean "--help"\?/ },

  {
    args: "explain tcp-echo/reach/answers",
    status: 0,
    out:
      /Must .*\n[^]*Why [^]*3 points[^]*https:[^]*nc -w 1 127[^]*--only tcp-echo\/reach\/answers/,
  },
  {
    args: "explain tcp-echo/concurrency/second-client",
    status: 0,
    out: /Needs +tcp-echo\/reach\/answers/,
  },
  { args: "explain echo-not-transformed", status: 0, out: /Sends back what it received/ },
  { args: "explain tcp-echo", status: 0, out: /^tcp-echo: [^]*\d+ checks: / },
  {
    args: "explain tcp-echo/reach/answer",
    status: 2,
    err: /There is no check ".*answer", did you mean "tcp-echo\/reach\/answers"\?/,
  },
  { args: "explain", status: 2, err: /Expected the id of one check/ },
  { args: "explain a b", status: 2, err: /Expected the id of one check/ },
  { args: "explain --help", status: 0, out: /usage: deno task explain ID/ },
];

for (const { args, status, out = /^$/, err = /^$/ } of ROWS) {
  Deno.test(`execute() runs "${args}"`, async () => {
    const screen = fakeScreen();
    const words = args.split(" ").filter((word) => word !== "");
    assertEquals(await execute(words, screen), status);
    assertMatch(screen.output(), out);
    assertMatch(screen.errors(), err);
  });
}
