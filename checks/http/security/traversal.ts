import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import { excerpt, utf8 } from "../../../lib/bytes/text.ts";
import type { Level } from "../../../lib/check.ts";
import type { OutsideFile, Site } from "../../../lib/site/site.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { gotWords } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import type { Exchange } from "../dialogue.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { pickFolder, plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

interface Way {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly why: string;
  /** The targets that lead to a file outside: `steps` are the names on the way, `..` among them. */
  readonly targets: (steps: readonly string[]) => readonly string[];
}

const WHY = "Whoever can ask for ../ can read any file that the server may open.";
const DECODE_WHY = `${WHY} Decode first, then look for .., on the path as it will be opened.`;

const join = (dots: string, slash: string) => (steps: readonly string[]) => [
  `/${steps.map((step) => step === ".." ? dots : step).join(slash)}`,
];

const WAYS: readonly Way[] = [
  {
    name: "trav-plain",
    title: "Serves no file outside for .. in a path",
    level: "core",
    why: `${WHY} Resolve the path with realpath() and see that it begins with the document root.`,
    targets: (steps) => join("..", "/")(steps),
  },
  {
    name: "trav-inside-first",
    title: "Serves no file outside for .. behind a folder",
    level: "core",
    why: `${WHY} It need not stand at the beginning: /rooms/../../ leads out, too.`,
    targets: (steps) => [`/{folder}/../${steps.join("/")}`],
  },
  {
    name: "trav-encoded",
    title: "Serves no file outside for %2e%2e",
    level: "strict",
    why: DECODE_WHY,
    targets: (steps) => [...join("%2e%2e", "/")(steps), ...join(".%2E", "/")(steps)],
  },
  {
    name: "trav-enc-slash",
    title: "Serves no file outside for ..%2f",
    level: "strict",
    why: DECODE_WHY,
    targets: (steps) => [...join("..", "%2f")(steps), ...join("%2e%2e", "%2f")(steps)],
  },
  {
    name: "trav-double-enc",
    title: "Serves no file outside for %252e%252e",
    level: "strict",
    why: `${WHY} Decode once: what is left of a % then is a part of the name.`,
    targets: (steps) => join("%252e%252e", "/")(steps),
  },
  {
    name: "trav-overlong",
    title: "Serves no file outside for dots in overlong UTF-8",
    level: "strict",
    why: `${WHY} c0 ae is no UTF-8: a decoder that makes a dot of it opens a way out.`,
    targets: (steps) => join("%c0%ae%c0%ae", "/")(steps),
  },
  {
    name: "trav-double-slash",
    title: "Serves no absolute path for //",
    level: "strict",
    why: `${WHY} A join that takes the second path as absolute drops the document root.`,
    targets: (steps) => [`//${steps.filter((step) => step !== "..").join("/")}`],
  },
  {
    name: "trav-backslash",
    title: "Serves no file outside for a path with backslashes",
    level: "strict",
    why: `${WHY} On Windows a backslash is as good as a slash.`,
    targets: (steps) => join("..", "\\")(steps),
  },
];

/** What nobody outside the machine may see, and the steps to it from the document root. */
interface Secret {
  readonly path: string;
  readonly steps: readonly string[];
  readonly shows: (content: Uint8Array) => boolean;
}

const PASSWD: Secret = {
  path: "/etc/passwd",
  steps: [...Array.from({ length: 16 }, () => ".."), "etc", "passwd"],
  shows: (content) => /^root:[^:\n]*:0:0:/m.test(new TextDecoder("latin1").decode(content)),
};

/** Ways out of the document root: a check fails where bytes from outside come back, and nowhere else. */
export const traversal: readonly HttpCheck[] = WAYS.map(({ name, title, level, why, targets }) =>
  httpCheck({
    id: `http/security/${name}`,
    title,
    level,
    must: "Send no byte of a file that lies outside the document root.",
    why,
    sources: [rfc("9110 §17.3")],
    byHand: {
      run: `curl -m 3 -s --path-as-is 'http://{host}:{port}${
        targets(PASSWD.steps)[0]!.replace("{folder}/../", "")
      }' | grep -c ^root:`,
      right: "0",
    },
    async run(http) {
      for (const secret of [...outside(http.run.site), PASSWD]) {
        for (const target of targets(secret.steps)) await expectNothing(http, { target, secret });
      }
      const file = plainFile(http.run);
      expectFound(await http.ask({}, { file }), file, "A GET behind it");
    },
  })
);

/** A folder beside the document root whose name begins as its own. */
export const sibling = httpCheck({
  id: "http/security/trav-prefix-sibling",
  title: "Serves no file of a folder whose name begins as its own",
  level: "strict",
  must: "Send no byte of a file that lies outside the document root.",
  why:
    "/srv/www-private begins as /srv/www: compare with the slash behind the document root's name.",
  sources: [rfc("9110 §17.3")],
  async run(http) {
    const { site } = http.run;
    for (const secret of outside(site).filter(({ steps }) => steps.length > 2)) {
      const target = `/${secret.steps.join("/")}`;
      const encoded = `/${secret.steps.map((step) => step === ".." ? "%2e%2e" : step).join("/")}`;
      await expectNothing(http, { target, secret });
      await expectNothing(http, { target: encoded, secret });
    }
    const file = plainFile(http.run);
    expectFound(await http.ask({}, { file }), file, "A GET behind it");
  },
});

function outside({ outside }: Site): readonly Secret[] {
  return outside.map((file) => ({
    path: file.path,
    steps: file.path.split("/"),
    shows: (content) => indexOfBytes(content, sample(file)) >= 0,
  }));
}

function sample({ bytes }: OutsideFile): Uint8Array {
  return bytes.subarray(0, 64);
}

async function expectNothing(
  http: Http,
  { target, secret }: { target: string; secret: Secret },
): Promise<void> {
  const folder = target.includes("{folder}") ? folderOf(http) : "";
  const path = target.replace("{folder}", folder);
  const exchange = await http.ask({ target: path, isHostile: true });
  const content = contentOf(exchange);
  if (secret.shows(content)) {
    throw new Mismatch(`GET ${path} brought ${secret.path}, which lies outside the document root`, {
      evidence: "bytes",
      expected: "400, 403 or 404, and nothing from outside",
      observed: excerpt(content, 48),
    });
  }
  if (exchange.response || exchange.ending !== "open") return;
  throw new Mismatch(`GET ${path} ${gotWords(exchange)}`, {
    evidence: "silence",
    expected: "any answer without bytes from outside, or the end of the connection",
    observed: gotWords(exchange).replace(/^got /, ""),
  });
}

function folderOf({ run }: Http): string {
  try {
    return pickFolder(run, { hasIndex: true }).path;
  } catch {
    return "x";
  }
}

/** All that came, but for the head. */
function contentOf({ response }: Exchange): Uint8Array {
  if (!response) return new Uint8Array();
  const { kept } = response.body;
  return kept.length > 0 ? kept : response.surplus?.kept ?? utf8("");
}
