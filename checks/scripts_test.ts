import { assertEquals } from "@std/assert";
import { hasProgram, INTERPRETERS, startScript } from "../lib/testing/students.ts";
import { grade } from "../mod.ts";

/** Servers in Python and Node as students write them: the name that is due first, none for a right one. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  "python/tcp_right_threads.py": [],
  "python/tcp_right_one_by_one.py": [],
  "python/tcp_decode.py": ["decodes-text"],
  "python/tcp_decode_ignore.py": ["decodes-text"],
  "python/tcp_lines.py": ["line-buffered"],
  "python/tcp_str.py": ["prints-object"],
  "python/tcp_strip.py": ["trims-whitespace"],
  "python/tcp_one_recv.py": ["single-recv"],
  "python/tcp_read_all.py": ["waits-for-eof"],
  "python/tcp_upper.py": ["changes-case"],
  "python/tcp_no_try.py": ["die-with-error", "sigpipe-kills"],
  "python/udp_right.py": [],
  "python/udp_recvfrom_1024.py": ["buffer-too-small"],
  "python/udp_not_data.py": ["empty-datagram-is-error"],
  "python/udp_text.py": ["decodes-text"],
  "node/tcp_right_pipe.js": [],
  "node/tcp_to_string.js": ["decodes-text"],
  "node/tcp_set_encoding.js": ["decodes-text"],
  "node/tcp_readline.js": ["line-buffered"],
  "node/tcp_json.js": ["prints-object"],
  "node/tcp_end_on_data.js": ["single-recv"],
  "node/tcp_no_error_handler.js": ["die-with-error", "sigpipe-kills"],
  "node/tcp_half_open.js": ["eof-ignored"],
  "node/tcp_greets.js": ["adds-banner"],
  "node/tcp_prefix.js": ["adds-prefix"],
  "node/udp_right.js": [],
  "node/udp_to_string.js": ["decodes-text"],
};

/** So many scripts are graded at a time: they mostly wait. */
const AT_ONCE = 6;
const TIMEOUT_MS = 1000;

for (const [ending, { run, from }] of Object.entries(INTERPRETERS)) {
  const isThere = await hasProgram(run);
  Deno.test({
    name: `students' servers run by ${run} get their names${
      isThere ? "" : ` (needs ${run}: install ${from})`
    }`,
    ignore: !isThere && Deno.env.get("CI") === undefined,
    async fn(t) {
      const queue = Object.keys(SCRIPTS).filter((name) => name.endsWith(`.${ending}`));
      const said = new Map<string, string | undefined>();
      const worker = async () => {
        for (let name = queue.shift(); name; name = queue.shift()) {
          said.set(name, await firstName(name));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      for (const [name, first] of said) {
        await t.step(name, () => {
          const due = SCRIPTS[name]!;
          assertEquals(first, due.includes(first ?? "") ? first : due[0]);
        });
      }
    },
  });
}

async function firstName(name: string): Promise<string | undefined> {
  await using student = await startScript(name);
  const suite = name.includes("/udp_") ? "udp-echo" : "tcp-echo";
  const target = { suite, host: "127.0.0.1", port: student.port };
  const report = await grade([target], { level: "standard", seed: 1, timeoutMs: TIMEOUT_MS });
  return report.diagnoses.find(({ kind }) => kind === "mistake")?.mistake;
}

Deno.test("every script in fixtures/students is in the table", () => {
  const present = ["python", "node"].flatMap((folder) =>
    [...Deno.readDirSync(new URL(`../fixtures/students/${folder}`, import.meta.url))]
      .map(({ name }) => `${folder}/${name}`)
  );
  assertEquals(present.toSorted(), Object.keys(SCRIPTS).toSorted());
});
