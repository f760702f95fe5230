import { assertEquals } from "@std/assert";
import { serveByteOrder } from "./byte_order.ts";

const ENOUGH = "41".repeat(1024);

/** What is sent in segments, and all that comes back before the server closes. */
const rows: readonly (readonly [title: string, segments: readonly string[], reply: string])[] = [
  ["adds one to both numbers", ["0102 01020304 0002 6869"], "0103 01020305 0002 6869"],
  ["goes round at the end of both ranges", ["FFFF FFFFFFFF 0000"], "0000 00000000 0000"],
  ["takes a record in pieces", ["01", "02 010203", "04 0002 68", "69"], "0103 01020305 0002 6869"],
  [
    "takes several records at once",
    ["00FE 000000FE 0000 0000 00000000 0001 00"],
    "00FF 000000FF 0000 0001 00000001 0001 00",
  ],
  ["takes the longest text", [`0000 00000000 0400 ${ENOUGH}`], `0001 00000001 0400 ${ENOUGH}`],
  [
    "closes on a longer one",
    [`0000 00000000 0000 0000 00000000 0401 ${ENOUGH}41`],
    "0001 00000001 0000",
  ],
  ["answers no half of a record", ["0000 00000000 0002 68"], ""],
  ["answers nothing to nothing", [], ""],
];

for (const [title, segments, reply] of rows) {
  Deno.test(`serveByteOrder() ${title}`, async () => {
    const server = serveByteOrder();
    const connection = await Deno.connect(server);
    connection.setNoDelay(true);
    for (const segment of segments) {
      await connection.write(bytes(segment));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await connection.closeWrite();
    assertEquals(await readAll(connection), bytes(reply));
    connection.close();
    await server.close();
  });
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.fromHex(hex.replaceAll(" ", ""));
}

async function readAll(connection: Deno.Conn): Promise<Uint8Array> {
  const all: number[] = [];
  const buffer = new Uint8Array(4096);
  for (;;) {
    const count = await connection.read(buffer);
    if (count === null) return Uint8Array.from(all);
    all.push(...buffer.subarray(0, count));
  }
}
