import { assertEquals, assertRejects } from "@std/assert";
import { serveStreams } from "../../reference/stream.ts";
import { reportSchema } from "../report.ts";
import { runCommand } from "../testing/process.ts";
import { serveRecords } from "../testing/record_server.ts";
import { readLayoutFile } from "./layout_file.ts";
import { UsageError } from "./usage_error.ts";

/** A layout's text, and what is said about it behind the file's name. */
const WRONG: readonly (readonly [text: string, says: string])[] = [
  ["fields:\n- { name: n, type: uint32 }\n", ':2:14: Field "n": Unknown type "uint32"; write u32'],
  [
    "fields:\n- { name: n, type: u8, x: 1 }\n- { name: n, type: u8 }\n",
    ':2:24: Field "n": Unknown key "x"; write one of name, type, byte-order, size, count, maximum, reply; 1 more behind it',
  ],
  [
    "fields:\n- { name: n, type: u8 }\n- { name: n, type: u8, size: 3 }\n",
    ':3:5: Field 2: The name "n" is taken by field 1; write another; 1 more behind it',
  ],
];

Deno.test("readLayoutFile() gives the layout, named after the file where it has no name", async () => {
  await withFile("fields: [{ name: n, type: u8 }]", async (folder) => {
    const { name, fields } = await readLayoutFile("mine.yaml", { folder });
    assertEquals([name, fields.length], ["mine", 1]);
  });
});

Deno.test("readLayoutFile() says where something is wrong, and what to write instead", async () => {
  for (const [text, says] of WRONG) {
    await withFile(text, async (folder) => {
      const error = await assertRejects(() => readLayoutFile("mine.yaml", { folder }), UsageError);
      assertEquals(error.message, `mine.yaml${says}`);
    });
  }
});

for (const name of ["sensor", "sum"]) {
  Deno.test(`grade --layout grades a server of fixtures/labs/layout-${name}.yaml`, async () => {
    const file = new URL(`../../fixtures/labs/layout-${name}.yaml`, import.meta.url).pathname;
    const layout = await readLayoutFile(file, { folder: "/" });
    const server = serveStreams((connection) => serveRecords(connection, layout));
    const address = `byte-order=127.0.0.1:${server.port}`;
    const { code, out } = await runCommand("grade", "--layout", file, "--report", "json", address);
    await server.close();
    const { checks } = reportSchema.parse(JSON.parse(out));
    assertEquals(checks.filter(({ status }) => status === "fail" || status === "warn"), []);
    assertEquals(code, 0);
  });
}

async function withFile(text: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/mine.yaml`, text);
  await use(folder).finally(() => Deno.remove(folder, { recursive: true }));
}
