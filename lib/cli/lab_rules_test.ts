import { assert, assertEquals } from "@std/assert";
import picomatch from "picomatch";
import { serveDatagrams } from "../../reference/datagram.ts";
import { serveFiles, type Site } from "../../reference/http.ts";
import { type Connection, serveStreams, writeAll } from "../../reference/stream.ts";
import { serveTcpEcho } from "../../reference/tcp_echo.ts";
import { serveUdpEcho } from "../../reference/udp_echo.ts";
import { rfc868Time } from "../../reference/time.ts";
import { joinBytes } from "../bytes/byte_list.ts";
import { utf8 } from "../bytes/text.ts";
import { type EchoRules, PLAIN_DATAGRAMS, PLAIN_STREAM, replyTo } from "../echo/rules.ts";
import { BUILT_IN_LAYOUT } from "../layout/built_in.ts";
import { parseLayout } from "../layout/parse.ts";
import { gradeByCommand, labFile } from "../testing/lab_files.ts";
import { serveRecords } from "../testing/record_server.ts";

interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** One thing that an assignment may say, a server that follows it, and one that doesn't. */
interface Row {
  readonly says: string;
  /** The suite, and what the lab file says of it. */
  readonly suite: string;
  readonly lab: string;
  readonly beside?: Readonly<Record<string, string>>;
  readonly right: (folder: string) => Running | Promise<Running>;
  readonly wrong: (folder: string) => Running | Promise<Running>;
  /** What must fail with the wrong one; globs behind the suite's name. */
  readonly fails: readonly string[];
  readonly mistake?: string;
}

const SITE = { "www/home.html": "<p>A page that is at home here, of some length.</p>\n" };
const PAGES = {
  ...SITE,
  "www/rooms/home.html": "<p>The page of a folder, as the assignment has it.</p>\n",
  "www/about.txt": "A plain text of more than thirty-two letters.\n",
  "www/staff/names.txt": "Who works here, which is nobody's business at all.\n",
  "served/index.html": SITE["www/home.html"],
  "served/home.html": SITE["www/home.html"],
  "served/rooms/index.html": "<p>The page of a folder, as the assignment has it.</p>\n",
  "served/rooms/home.html": "<p>The page of a folder, as the assignment has it.</p>\n",
  "served/about.txt": "A plain text of more than thirty-two letters.\n",
  "served/staff/names.txt": "Who works here, which is nobody's business at all.\n",
};

const LAYOUT = "{ fields: [{ name: n, type: u16, reply: { plus: 2 } }, { name: m, type: u32 }] }";

const ROWS: readonly Row[] = [
  ...streamRows(),
  {
    says: "datagrams come back turned round",
    suite: "udp-echo",
    lab: "echo: { reply: reverse }",
    right: () => datagrams({ reply: "reverse" }),
    wrong: () => serveUdpEcho(),
    fails: ["payload/no-newline-needed", "size/64"],
    mistake: "echo-not-transformed",
  },
  {
    says: "datagrams come back behind a prefix",
    suite: "udp-echo",
    lab: 'echo: { prefix: "Echo: ", unit: datagram }',
    right: () => datagrams({ prefix: "Echo: " }),
    wrong: () => serveUdpEcho(),
    fails: ["payload/short-line", "size/1"],
    mistake: "echo-not-transformed",
  },
  {
    says: "datagrams of up to 600 bytes come back",
    suite: "udp-echo",
    lab: "echo: { max-datagram: 600 }",
    right: () => serveDatagrams((payload) => payload.subarray(0, 600)),
    wrong: () => serveDatagrams((payload) => payload.subarray(0, 599)),
    fails: ["size/600"],
  },
  {
    says: "a folder stands for home.html",
    suite: "http",
    lab: "docroot: www\nhttp: { index: home.html }",
    beside: PAGES,
    right: (folder) => web({ docroot: `${folder}/served` }),
    wrong: (folder) => web({ docroot: `${folder}/www` }),
    fails: ["content/get-root", "files/get-folder-index"],
  },
  {
    says: "what isn't there is 403",
    suite: "http",
    lab: "docroot: www\nhttp: { not-found-status: 403 }",
    beside: PAGES,
    right: (folder) => web({ docroot: `${folder}/www` }, { "404": "403" }),
    wrong: (folder) => web({ docroot: `${folder}/www` }),
    fails: ["content/get-404"],
  },
  {
    says: "an unsupported method is 405",
    suite: "http",
    lab: "docroot: www\nhttp: { unsupported-method: 405 }",
    beside: PAGES,
    right: (folder) => web({ docroot: `${folder}/www` }, { "501": "405", "400": "405" }),
    wrong: (folder) => web({ docroot: `${folder}/www` }),
    fails: ["methods/method-unknown"],
  },
  {
    says: "/staff needs a password",
    suite: "http",
    lab: "docroot: www\nhttp: { protected: [{ path: /staff, user: ada, password: l0ve }] }",
    beside: PAGES,
    right: (folder) =>
      web({
        docroot: `${folder}/www`,
        protected: [{ path: "/staff", user: "ada", password: "l0ve" }],
      }),
    wrong: (folder) => web({ docroot: `${folder}/www` }),
    fails: ["authorisation/auth-challenge", "authorisation/auth-wrong-password"],
  },
  {
    says: "records have a layout of their own",
    suite: "byte-order",
    lab: `layout: ${LAYOUT}`,
    right: () => records(parseLayout(LAYOUT).layout!),
    wrong: () => records(BUILT_IN_LAYOUT),
    fails: ["reach/answers"],
  },
  {
    says: "a clock may be off by half a minute",
    suite: "tcp-time",
    lab: "tolerance-seconds: 30",
    right: () => clock(20),
    wrong: () => clock(60),
    fails: ["value/*"],
  },
];

for (const row of ROWS) {
  const lab = `title: A lab\nsuites: { ${row.suite}: { level: core } }\n${row.lab}\n`;

  Deno.test(`grade --lab: where ${row.says}, a server that does so passes`, async () => {
    await using file = await labFile(lab, row.beside);
    const server = await row.right(file.folder);
    const address = `127.0.0.1:${server.port}`;
    const { code, report, err } = await gradeByCommand("--lab", file.path, address);
    await server.close();
    const failed = report.checks.filter(({ status }) => status === "fail" || status === "error");
    assertEquals(failed.map(({ id, message }) => `${id}: ${message}`), []);
    assertEquals([code, report.verdict], [0, "pass"], err);
  });

  Deno.test(`grade --lab: where ${row.says}, another server fails`, async () => {
    await using file = await labFile(lab, row.beside);
    const server = await row.wrong(file.folder);
    const address = `127.0.0.1:${server.port}`;
    const { code, report } = await gradeByCommand("--lab", file.path, address);
    await server.close();
    const failed = report.checks.filter(({ status }) => status === "fail").map(({ id }) => id);
    for (const glob of row.fails) {
      const matches = picomatch(`${row.suite}/${glob}`);
      assert(failed.some((id) => matches(id)), `${glob} among ${failed.join(", ")}`);
    }
    assertEquals([code, report.verdict], [1, "fail"]);
    const named = report.diagnoses.map(({ mistake }) => mistake);
    if (row.mistake) assertEquals(named, [row.mistake]);
  });
}

function streamRows(): readonly Row[] {
  const rules: readonly (readonly [lab: string, parts: Partial<EchoRules>])[] = [
    ["{ reply: upper }", { reply: "upper" }],
    ["{ reply: lower }", { reply: "lower" }],
    ["{ reply: reverse, unit: line }", { reply: "reverse", unit: "line" }],
    ['{ prefix: "> ", unit: line }', { prefix: "> ", unit: "line" }],
  ];
  return rules.map(([lab, parts]): Row => ({
    says: `streams follow echo: ${lab}`,
    suite: "tcp-echo",
    lab: `echo: ${lab}`,
    right: () => streams({ ...PLAIN_STREAM, ...parts }),
    wrong: () => serveTcpEcho(),
    fails: ["payload/short-line", "stream/several-messages"],
    mistake: "echo-not-transformed",
  }));
}

function streams(rules: EchoRules): Running {
  return serveStreams(async (connection) => {
    const buffer = new Uint8Array(64 * 1024);
    let kept: Uint8Array = new Uint8Array();
    for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
      kept = joinBytes(kept, buffer.subarray(0, n));
      const end = rules.unit === "line" ? kept.lastIndexOf(0x0a) + 1 : kept.length;
      await writeAll(connection, replyTo(kept.subarray(0, end), rules));
      kept = kept.slice(end);
    }
  });
}

function datagrams(parts: Partial<EchoRules>): Promise<Running> {
  return serveDatagrams((payload) => replyTo(payload, { ...PLAIN_DATAGRAMS, ...parts }));
}

function records(layout: typeof BUILT_IN_LAYOUT): Running {
  return serveStreams((connection) => serveRecords(connection, layout));
}

/** A time server whose clock is some seconds fast. */
function clock(fastS: number): Running {
  return serveStreams((connection) => writeAll(connection, rfc868Time(Date.now() + fastS * 1000)));
}

/** The reference web server, some of its status codes replaced by others. */
function web(site: Site, codes: Readonly<Record<string, string>> = {}): Running {
  return serveStreams((connection) => serveFiles(recoded(connection, codes), site));
}

function recoded(connection: Connection, codes: Readonly<Record<string, string>>): Connection {
  return {
    read: (buffer) => connection.read(buffer),
    close: () => connection.close(),
    write(bytes) {
      const [, code = ""] =
        /^HTTP\/1\.1 (\d{3})/.exec(new TextDecoder().decode(bytes.subarray(0, 12))) ?? [];
      const other = codes[code];
      if (other === undefined) return connection.write(bytes);
      const changed = bytes.slice();
      changed.set(utf8(other), 9);
      return connection.write(changed);
    },
  };
}
