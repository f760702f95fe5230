import type { RunningServer } from "../../reference/stream.ts";
import type { Report } from "../report.ts";
import { renderPretty } from "../reporters/pretty.ts";
import { grade } from "../run/grade.ts";
import { serveOnSockets } from "../serve/on_sockets.ts";
import { freePort } from "../wire/free_port.ts";
import type { Endpoint } from "../wire/wire.ts";
import { type CommandContext, groupsOf } from "./grade_command.ts";
import { REFERENCE_SERVERS } from "./reference_servers.ts";
import { UsageError } from "./usage_error.ts";
import { parseWords } from "./words.ts";

const HELP = `usage: deno task demo

Starts servers of its own on free ports of this machine and grades them: first correct ones, then
one with a mistake, so that you see what a report looks like. It needs no server of yours.
`;

const NEXT = `To try the lines by hand: deno task serve tcp-echo --mistake strlen-on-received-bytes
Now your own server:      deno task grade 127.0.0.1:7007
`;

const SEED = 862;
const WRONG = { suite: "tcp-echo", mistake: "strlen-on-received-bytes" };

/** `deno task demo`: grades correct servers and a wrong one; 0 where both came out as they should. */
export async function demoCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { words, help } = parseWords(args);
  if (help) {
    context.screen.out(HELP);
    return 0;
  }
  if (words.length > 0) throw new UsageError("Expected no arguments: deno task demo");
  const { out } = context.screen;
  let isAsExpected = true;
  for (const suite of Object.keys(context.suites)) {
    const start = REFERENCE_SERVERS[suite];
    if (!start) continue;
    out(`A correct server for ${suite}:\n\n`);
    const server = await start({ port: freePort() });
    const report = await show({ suite, at: ends(server) }, context);
    await server.close();
    isAsExpected &&= report.verdict === "pass";
  }
  out(`The same exercise with a mistake, ${WRONG.mistake}:\n\n`);
  isAsExpected &&= (await showWrong(context)).verdict === "fail";
  out(NEXT);
  return isAsExpected ? 0 : 1;
}

async function showWrong(context: CommandContext): Promise<Report> {
  const { suite, mistake } = WRONG;
  const known = await context.mistakes[suite]!();
  const server = await serveOnSockets(known.find(({ id }) => id === mistake)!.serve, {
    port: freePort(),
  });
  const report = await show({ suite, at: server }, context);
  await server.close();
  return report;
}

function ends({ hostname, port }: RunningServer): Endpoint {
  return { host: hostname, port };
}

async function show(
  target: { readonly suite: string; readonly at: Endpoint },
  { screen, suites }: CommandContext,
): Promise<Report> {
  const suite = await suites[target.suite]!();
  const { host, port } = target.at;
  const report = await grade([{ suite, host, port }], { level: "standard", seed: SEED });
  screen.out(renderPretty(report, {
    checks: new Map(suite.checks.map((check) => [check.id, check])),
    groups: groupsOf([suite]),
    again: "deno task demo",
    color: screen.outIsTerminal && !screen.noColor,
    columns: screen.columns,
    verbose: false,
  }));
  screen.out("\n");
  return report;
}
