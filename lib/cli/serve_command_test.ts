import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { byteOrderSuite, MISTAKES, mistakesById, SUITES } from "../../mod.ts";
import { fakeScreen } from "../testing/fake_screen.ts";
import { outcomeOf, startCommand } from "../testing/process.ts";
import { freePort } from "../wire/free_port.ts";
import { serveCommand } from "./serve_command.ts";
import { UsageError } from "./usage_error.ts";

const WWW = decodeURIComponent(new URL("../../fixtures/www", import.meta.url).pathname);

const serve = (args: string, screen = fakeScreen()) =>
  serveCommand(args.split(" "), {
    screen,
    suites: SUITES,
    mistakes: MISTAKES,
    layoutSuite: byteOrderSuite,
  });

const USAGE: readonly (readonly [args: string, message: RegExp])[] = [
  ["--port 7007", /Expected one suite: deno task serve tcp-echo/],
  ["tcp-eco", /There is no suite "tcp-eco", did you mean "tcp-echo"\?/],
  ["tcp-echo --port 70000", /--port wants a whole number from 0 to 65535/],
  ["tcp-echo --mistake adds-nule", /There is no mistake "adds-nule" in tcp-echo, did you mean/],
  [
    "tcp-time --mistake adds-prefix",
    /There is no mistake "adds-prefix" in tcp-time.*--list-mistakes/,
  ],
];

for (const [args, message] of USAGE) {
  Deno.test(`serveCommand() refuses ${args}`, async () => {
    const error = await assertRejects(() => serve(args), UsageError);
    assertMatch(error.message, message);
  });
}

Deno.test("serveCommand() says when the port is taken", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const args = `tcp-echo --port ${taken.addr.port}`;
  const error = await assertRejects(() => serve(args), UsageError);
  assertMatch(error.message, /Can't listen on 127\.0\.0\.1:\d+: .*; choose another port: --port/);
  taken.close();
});

Deno.test("serveCommand() lists the mistakes and their other forms", async () => {
  const screen = fakeScreen();
  assertEquals(await serve("tcp-echo --list-mistakes", screen), 0);
  assertMatch(screen.output(), /^strlen-on-received-bytes +strlen\(\) on received bytes$/m);
  assertMatch(screen.output(), /^decodes-text\/latin-1 +another form of it$/m);
});

Deno.test("serveCommand() lists the mistakes of a site's servers", async () => {
  const screen = fakeScreen();
  assertEquals(await serve(`http --list-mistakes --docroot ${WWW}`, screen), 0);
  assertMatch(screen.output(), /^path-traversal +A path with \.\. leads out/m);
  const error = await assertRejects(() => serve("http --docroot no-such-folder"), UsageError);
  assertMatch(error.message, /There is no folder "no-such-folder"/);
});

Deno.test("mistakesById() gives a mistake once for each suite", async () => {
  const found = await mistakesById("adds-nul");
  assertEquals(
    found.map(({ suites: [suite] }) => suite),
    ["tcp-echo", "udp-echo", "tcp-time", "udp-time", "byte-order"],
  );
  assertEquals(await mistakesById("no-such-mistake"), []);
});

const ROWS: readonly (readonly [args: string, title: string, answer: string])[] = [
  ["tcp-echo", "tcp-echo", "Hello"],
  ["tcp-echo --mistake changes-case", "tcp-echo with changes-case", "HELLO"],
];

for (const [args, title, answer] of ROWS) {
  Deno.test(`deno task serve ${args} serves until Ctrl-C`, async () => {
    const port = freePort();
    const child = startCommand(["serve", ...args.split(" "), "--port", String(port)]);
    const connection = await connectWhenThere(port);
    await connection.write(new TextEncoder().encode("Hello"));
    const buffer = new Uint8Array(5);
    await connection.read(buffer);
    assertEquals(new TextDecoder().decode(buffer), answer);
    connection.close();
    child.kill("SIGINT");
    const { code, out, err } = await outcomeOf(child);
    const said = `${title} listens on 127.0.0.1:${port} (Ctrl-C ends it)\n`;
    assertEquals([code, out, err], [0, said, ""]);
  });
}

async function connectWhenThere(port: number): Promise<Deno.TcpConn> {
  for (;;) {
    try {
      return await Deno.connect({ hostname: "127.0.0.1", port });
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
