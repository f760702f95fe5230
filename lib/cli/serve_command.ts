import type { SuiteOptions } from "../../mod.ts";
import { type Mistake, serversOf } from "../mistake.ts";
import { serveOnSockets } from "../serve/on_sockets.ts";
import { endpointText } from "../wire/wire.ts";
import { didYouMean } from "./did_you_mean.ts";
import { docrootFolder } from "./docroot.ts";
import { helpRows, numberOf, oneOf, type OptionSpecs, parseFlags } from "./flags.ts";
import type { CommandContext } from "./grade_command.ts";
import { REFERENCE_SERVERS } from "./reference_servers.ts";
import { UsageError } from "./usage_error.ts";

const DEFAULT_PORT = 7007;

const OPTIONS = {
  port: { value: "N", help: `the port to listen on; ${DEFAULT_PORT} unless told otherwise` },
  host: { value: "ADDRESS", help: "the address to bind; 127.0.0.1 unless told otherwise" },
  mistake: { value: "ID", help: "serve with this mistake in the code" },
  docroot: {
    value: "DIR",
    help: "the folder that http serves; fixtures/www unless told otherwise",
  },
  "list-mistakes": { help: "list the mistakes of the suite's servers" },
  help: { short: "h", help: "this text" },
} as const satisfies OptionSpecs;

const HELP = `usage: deno task serve [OPTIONS] SUITE

Runs a correct server of the suite's protocol, or one with a mistake, until Ctrl-C.

${helpRows(OPTIONS).join("\n")}

  deno task serve tcp-echo
  deno task serve tcp-echo --mistake strlen-on-received-bytes --port 7008
  deno task serve http --docroot www --port 8080
`;

/** A server that runs, and its end. */
interface Running {
  readonly port: number;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** `deno task serve`: runs a server until Ctrl-C, or until it ends by itself; resolves to the exit status. */
export async function serveCommand(
  args: readonly string[],
  { screen, mistakes }: CommandContext,
): Promise<number> {
  const { words: [word, ...more], values, switches } = parseFlags(args, OPTIONS);
  const one = (name: keyof typeof OPTIONS) => values.get(name)?.at(-1);
  if (switches.has("help")) {
    screen.out(HELP);
    return 0;
  }
  if (word === undefined || more.length > 0) {
    throw new UsageError("Expected one suite: deno task serve tcp-echo");
  }
  const suite = oneOf("suite", word, Object.keys(REFERENCE_SERVERS));
  const folder = one("docroot");
  const files = folder === undefined ? {} : { docroot: docrootFolder(folder, screen) };
  const known = await mistakes[suite]?.(files) ?? [];
  if (switches.has("list-mistakes")) {
    screen.out(listing(known));
    return 0;
  }
  const port = numberOf("port", one("port"), { from: 0, to: 65_535 }) ?? DEFAULT_PORT;
  const at = { host: one("host") ?? "127.0.0.1", port };
  const mistake = one("mistake");
  const server = await start(suite, { at, mistake, known, files });
  const where = endpointText({ host: at.host, port: server.port });
  const what = mistake === undefined ? suite : `${suite} with ${mistake}`;
  screen.out(`${what} listens on ${where} (Ctrl-C ends it)\n`);
  if (await untilEnded(server)) screen.out("The server has ended by itself\n");
  return 0;
}

interface StartOptions {
  readonly at: { readonly host: string; readonly port: number };
  readonly mistake: string | undefined;
  readonly known: readonly Mistake[];
  readonly files: SuiteOptions;
}

async function start(suite: string, { at, mistake, known, files }: StartOptions): Promise<Running> {
  const wrong = mistake === undefined ? null : serverNamed(mistake, { suite, known });
  try {
    if (wrong) return await serveOnSockets(wrong, at);
    const { host: hostname, port } = at;
    const running = await REFERENCE_SERVERS[suite]!({ hostname, port, ...files });
    return { port: running.port, ended: new Promise(() => {}), close: () => running.close() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Can't listen on ${endpointText(at)}: ${reason}; choose another port: --port ${at.port + 1}`,
    );
  }
}

function serverNamed(
  name: string,
  { suite, known }: { readonly suite: string; readonly known: readonly Mistake[] },
) {
  const servers = new Map(known.flatMap((mistake) => [...serversOf(mistake)]));
  const server = servers.get(name);
  if (server) return server;
  throw new UsageError(
    `There is no mistake "${name}" in ${suite}${
      didYouMean(name, [...servers.keys()])
    }; deno task serve ${suite} --list-mistakes shows them all`,
  );
}

function listing(known: readonly Mistake[]): string {
  const rows = known.flatMap((mistake) =>
    [...serversOf(mistake).keys()].map((name) =>
      [name, name === mistake.id ? mistake.title : "another form of it"] as const
    )
  );
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, title]) => `${name.padEnd(width)}  ${title}\n`).join("");
}

/** Waits for Ctrl-C, then closes the server; or whether it has ended by itself. */
async function untilEnded({ ended, close }: Running): Promise<boolean> {
  const interrupted = Promise.withResolvers<boolean>();
  const interrupt = () => interrupted.resolve(false);
  Deno.addSignalListener("SIGINT", interrupt);
  const byItself = await Promise.race([interrupted.promise, ended.then(() => true)]);
  Deno.removeSignalListener("SIGINT", interrupt);
  if (!byItself) await close();
  return byItself;
}
