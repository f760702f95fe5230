import { parseArgs } from "@std/cli/parse-args";
import type { RunningServer } from "../../reference/stream.ts";
import { serveByteOrder } from "../../reference/byte_order.ts";
import { serveTcpTime } from "../../reference/tcp_time.ts";
import { serveUdpTime } from "../../reference/udp_time.ts";
import { serveHttp } from "../../reference/http.ts";
import { serveTcpEcho } from "../../reference/tcp_echo.ts";
import { serveUdpEcho } from "../../reference/udp_echo.ts";
import { pathOf, startWebServer, WEB_SERVERS } from "../testing/web_servers.ts";
import { freePort } from "../wire/free_port.ts";
import { measure, type Measured, median } from "./measure.ts";
import {
  serveDrip,
  serveEndless,
  serveEndlessAnswer,
  serveIterative,
  serveOldWeb,
  serveSilence,
  serveSlowEcho,
} from "./servers.ts";

/** One row of the table. */
interface Case {
  readonly name: string;
  readonly serve: () => readonly (RunningServer | Promise<RunningServer>)[];
  /** The arguments of `grade`, given the ports of the servers. */
  readonly args: (ports: readonly number[]) => readonly string[];
  /** The time to reach, in milliseconds, given that of a bare `deno` start. */
  readonly goalMs: (startMs: number) => number;
  readonly goalMb?: number;
}

/** The wait that no grader can avoid at `strict`: an idle connection of 2 s. */
const IDLE_MS = 2000;
/** The same for a time server: two readings. */
const APART_MS = 2000;
const FLOOR_FACTOR = 2.5;

const WWW = new URL("../../fixtures/www", import.meta.url).pathname;

/** nginx, where it is installed. */
async function serveNginx(): Promise<RunningServer> {
  const running = await startWebServer(WEB_SERVERS.find(({ name }) => name === "nginx")!);
  return {
    hostname: "127.0.0.1",
    port: running.port,
    close: () => Promise.resolve(running[Symbol.asyncDispose]()),
  };
}

const at = (port: number | undefined) => `127.0.0.1:${port}`;

const CASES: readonly Case[] = [
  {
    name: "both echo suites, default level",
    serve: () => [serveTcpEcho(), serveUdpEcho()],
    args: ([tcp, udp]) => [`tcp-echo=${at(tcp)}`, `udp-echo=${at(udp)}`],
    goalMs: () => 1000,
  },
  {
    name: "both echo suites, strict",
    serve: () => [serveTcpEcho(), serveUdpEcho()],
    args: ([tcp, udp]) => ["--level", "strict", `tcp-echo=${at(tcp)}`, `udp-echo=${at(udp)}`],
    goalMs: (startMs) => FLOOR_FACTOR * (startMs + IDLE_MS),
  },
  {
    name: "byte order and time, strict",
    serve: () => [serveByteOrder(), serveTcpTime(), serveUdpTime()],
    args: ([records, tcp, udp]) => [
      "--level",
      "strict",
      `byte-order=${at(records)}`,
      `tcp-time=${at(tcp)}`,
      `udp-time=${at(udp)}`,
    ],
    goalMs: (startMs) => FLOOR_FACTOR * (startMs + 2 * APART_MS), // one wait for each time suite
  },
  {
    name: "tcp-echo, one client at a time",
    serve: () => [serveIterative()],
    args: ([port]) => [`tcp-echo=${at(port)}`],
    goalMs: () => 2000,
  },
  {
    name: "accepts and never answers",
    serve: () => [serveSilence()],
    args: ([port]) => [`tcp-echo=${at(port)}`],
    goalMs: () => 8000,
  },
  {
    name: "sends without end",
    serve: () => [serveEndless()],
    args: ([port]) => [`tcp-echo=${at(port)}`],
    goalMs: () => 10_000,
    goalMb: 200,
  },
  {
    name: "drips a byte a second",
    serve: () => [serveDrip()],
    args: ([port]) => [`tcp-echo=${at(port)}`],
    goalMs: () => 10_000,
    goalMb: 200,
  },
  {
    name: "echoes a byte a second",
    serve: () => [serveSlowEcho()],
    args: ([port]) => [`tcp-echo=${at(port)}`],
    goalMs: () => 10_000,
    goalMb: 200,
  },
  {
    name: "http, default level",
    serve: () => [serveHttp({ docroot: WWW })],
    args: ([port]) => [`http=${at(port)}`],
    goalMs: () => 1500,
  },
  {
    name: "http, strict",
    serve: () => [serveHttp({ docroot: WWW })],
    args: ([port]) => ["--level", "strict", `http=${at(port)}`],
    goalMs: () => 1500,
  },
  ...(pathOf("nginx") === null ? [] : [{
    name: "http, strict, nginx",
    serve: () => [serveNginx()],
    args: ([port]: readonly number[]) => ["--level", "strict", `http=${at(port)}`],
    goalMs: () => 1500,
  }]),
  {
    name: "http, 1.0 and one client at a time",
    serve: () => [serveOldWeb(WWW)],
    args: ([port]) => [`http=${at(port)}`],
    goalMs: () => 4000,
  },
  {
    name: "http, accepts and never answers",
    serve: () => [serveSilence()],
    args: ([port]) => [`http=${at(port)}`],
    goalMs: () => 10_000,
  },
  {
    name: "http, a head without end",
    serve: () => [serveEndlessAnswer("head")],
    args: ([port]) => [`http=${at(port)}`],
    goalMs: () => 15_000,
    goalMb: 250,
  },
  {
    name: "http, content without end",
    serve: () => [serveEndlessAnswer("content")],
    args: ([port]) => [`http=${at(port)}`],
    goalMs: () => 15_000,
    goalMb: 250,
  },
  {
    name: "http, drips a byte a second",
    serve: () => [serveDrip()],
    args: ([port]) => [`http=${at(port)}`],
    goalMs: () => 15_000,
    goalMb: 250,
  },
  {
    name: "nothing listens",
    serve: () => [],
    args: () => [at(freePort())],
    goalMs: () => 500,
  },
];

const GRADE = [
  "run",
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-env=NO_COLOR,INIT_CWD",
  "--allow-run=cat",
  new URL("../cli/main.ts", import.meta.url).pathname,
  "grade",
];

async function main(args: readonly string[]): Promise<void> {
  const { runs, only } = parseArgs([...args], { string: ["runs", "only"] });
  const counted = Number(runs ?? 5);
  const deno = Deno.execPath();
  const startMs = median(
    (await repeat(counted, () => measure(deno, ["eval", "0"]))).map(({ wallMs }) => wallMs),
  );
  console.log(`bare deno start: ${startMs.toFixed(0)} ms (median of ${counted})\n`);
  console.log(line("case", "median", "min", "max", "goal", "of goal", "peak MB"));
  for (const { name, serve, args, goalMs, goalMb } of CASES) {
    if (only && !name.includes(only)) continue;
    const servers = await Promise.all(serve());
    const ports = servers.map(({ port }) => port);
    const measured = await repeat(counted, () => measure(deno, [...GRADE, ...args(ports)]));
    await Promise.race([Promise.allSettled(servers.map((server) => server.close())), pause(200)]);
    const walls = measured.map(({ wallMs }) => wallMs);
    const peak = Math.max(...measured.map(({ peakMb }) => peakMb));
    const goal = goalMs(startMs);
    console.log(line(
      name,
      ms(median(walls)),
      ms(Math.min(...walls)),
      ms(Math.max(...walls)),
      ms(goal),
      `${Math.round(median(walls) / goal * 100)} %`,
      `${peak.toFixed(0)}${goalMb ? ` of ${goalMb}` : ""}`,
    ));
  }
}

async function repeat(times: number, run: () => Promise<Measured>): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  await run(); // the first one warms the file system up, and isn't counted
  for (let i = 0; i < times; i++) all.push(await run());
  return all;
}

/** Servers that never end a connection of their own can't be waited for. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function line(name: string, ...cells: readonly string[]): string {
  return name.padEnd(34) + cells.map((cell) => cell.padStart(11)).join("");
}

if (import.meta.main) {
  await main(Deno.args);
  Deno.exit(0);
}
