import { assert, assertEquals } from "@std/assert";
import { SUITES } from "../mod.ts";

const ROOT = new URL("../", import.meta.url);

/** What each folder may import of the project, beside itself. Tests are free. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "lib/bytes": [],
  "lib/http": ["lib/bytes"],
  "lib/yaml": [],
  "lib/layout": ["lib/bytes", "lib/yaml"],
  "lib/echo": ["lib/bytes"],
  "lib/lab": [
    "lib/bytes",
    "lib/yaml",
    "lib/layout",
    "lib/echo",
    "lib/check.ts",
    "lib/report.ts",
    "lib/wire",
    "lib/site/rules.ts",
    "lib/run/score.ts",
    "lib/run/select.ts",
  ],
  "lib/wire": ["lib/bytes"],
  "lib/serve": ["lib/bytes", "lib/wire", "lib/site/site.ts"],
  "lib/diagnose": [
    "lib/bytes",
    "lib/check.ts",
    "lib/http",
    "lib/mistake.ts",
    "lib/program.ts",
    "lib/report.ts",
    "lib/site/site.ts",
    "lib/wire",
  ],
  "lib/text": [],
  "lib/reporters": [
    "lib/bytes",
    "lib/text",
    "lib/wire/wire.ts",
    "lib/check.ts",
    "lib/mistake.ts",
    "lib/report.ts",
    "lib/run/score.ts",
  ],
  "lib/run": [
    "lib/bytes",
    "lib/check.ts",
    "lib/mistake.ts",
    "lib/program.ts",
    "lib/program_words.ts",
    "lib/report.ts",
    "lib/wire",
    "lib/diagnose",
  ],
  "lib/launch": ["lib/bytes", "lib/program.ts", "lib/run/listeners.ts", "lib/wire"],
  "lib/cli": ["lib", "mod.ts", "reference", "checks"],
  "lib/site": [],
  "checks": [
    "lib/bytes",
    "lib/check.ts",
    "lib/mistake.ts",
    "lib/program.ts",
    "lib/program_words.ts",
    "lib/wire",
    "lib/http",
    "lib/layout",
    "lib/echo",
    "lib/site/site.ts",
    "lib/site/rules.ts",
    "lib/serve",
    "lib/diagnose",
  ],
  "reference": [],
};

/** Which files may use an ability; a file that isn't listed may not. */
const ABILITIES: readonly { readonly use: RegExp; readonly files: RegExp }[] = [
  {
    use: /\bDeno\.exit\b/,
    files: /^lib\/(cli\/(main|grade_command)|(bench|soak|diagnose_all)\/main)\.ts$/,
  },
  {
    use: /\bDeno\.(connect|listen)\b|node:(net|dgram)/,
    files: /^(lib\/wire|lib\/serve|lib\/testing|lib\/cli|lib\/bench|reference)\//,
  },
  {
    use: /\bsetTimeout\b|performance\.now/,
    files:
      /^(lib\/wire\/(clock|resettable)\.ts|lib\/(bench|soak)\/|reference\/|checks\/.*\/mistakes\/)/,
  },
  {
    use: /\bDeno\.(Command|kill)\b/,
    files: /^lib\/(launch\/processes\.ts|run\/listeners\.ts|bench\/|soak\/)/,
  },
  { // the words about time servers show it to students
    use: /\bDate\.now\b|new Date\(\)/,
    files: /^(lib\/wire\/clock\.ts|reference\/|lib\/cli\/|checks\/time\/words\.ts)/,
  },
];

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const SOURCES = sourceFiles("");

Deno.test("every folder imports only what stands below it", () => {
  for (const { path, text } of SOURCES) {
    const folder = Object.keys(MAY_IMPORT).find((name) => path.startsWith(`${name}/`));
    if (!folder) continue;
    for (const target of importsOf({ path, text })) {
      const allowed = [folder, ...MAY_IMPORT[folder]!].some((name) =>
        target === name || target.startsWith(`${name}/`)
      );
      assert(allowed, `${path} imports ${target}`);
    }
  }
});

Deno.test("abilities live where they belong", () => {
  for (const { use, files } of ABILITIES) {
    const strangers = SOURCES.filter(({ path, text }) => use.test(text) && !files.test(path));
    assertEquals(strangers.map(({ path }) => path), [], String(use));
  }
});

Deno.test("no file is left without a use", () => {
  const used = new Set(sourceFiles("", true).flatMap(importsOf));
  const entries = /^(mod\.ts|lib\/cli\/main\.ts|lib\/(bench|soak|diagnose_all)\/)/;
  const idle = SOURCES.filter(({ path }) => !used.has(path) && !entries.test(path));
  assertEquals(idle.map(({ path }) => path), []);
});

Deno.test("every suite has unique ids of its own, and begins with reach/answers", async () => {
  for (const [name, load] of Object.entries(SUITES)) {
    const { checks, opening } = await load();
    const ids = checks.map(({ id }) => id);
    assertEquals(ids[0], `${name}/reach/answers`);
    assertEquals(new Set(ids).size, ids.length);
    for (const { id, needs = [], after = [] } of checks) {
      assert(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/.test(id) && id.startsWith(`${name}/`), id);
      for (const other of [...needs, ...after]) assert(ids.includes(other), `${id} names ${other}`);
    }
    for (const id of opening) assert(ids.includes(id), id);
  }
});

Deno.test("every check says what it asks, why, and where that stands", async () => {
  for (const load of Object.values(SUITES)) {
    for (const { id, title, must, why, sources } of (await load()).checks) {
      assert(title.length > 5 && title.length <= 72 && !title.endsWith("."), `${id}: ${title}`);
      assert(must.endsWith(".") && /[.”]$/.test(why), id);
      assert(sources.length > 0 && sources.every(({ url }) => url.startsWith("https://")), id);
    }
  }
});

function sourceFiles(folder: string, withTests = false): SourceFile[] {
  return [...Deno.readDirSync(new URL(folder === "" ? "." : `${folder}/`, ROOT))].flatMap(
    (entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory) {
        return /^(fixtures|\..*|node_modules|coverage)$/.test(path)
          ? []
          : sourceFiles(path, withTests);
      }
      if (!path.endsWith(".ts") || (path.endsWith("_test.ts") && !withTests)) return [];
      if (/(^lib\/testing\/|\/testing\.ts$)/.test(path) && !withTests) return [];
      return [{ path, text: Deno.readTextFileSync(new URL(path, ROOT)) }];
    },
  );
}

/** The project's files that a file imports, by their paths from the root. */
function importsOf({ path, text }: SourceFile): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, specifier = ""]) =>
    new URL(specifier, `file:///${path}`).pathname.slice(1)
  );
}
