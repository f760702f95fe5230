import { assertEquals } from "@std/assert";
import { joinBytes } from "../bytes/byte_list.ts";
import { utf8 } from "../bytes/text.ts";
import { eachClient, echoLoop } from "../serve/echo.ts";
import { serveInMemory } from "../serve/in_memory.ts";
import { correctedWire, type KnownFault } from "./corrected.ts";
import type { Stream } from "./wire.ts";

const shouted = (piece: Uint8Array) =>
  piece.map((byte) => byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte);
const ended = (piece: Uint8Array) => joinBytes(piece, utf8("!"));

/** What a client reads, message by message, of a server that makes `slip`, corrected for `fault`. */
async function read(
  slip: (piece: Uint8Array) => Uint8Array,
  { fault, bufferBytes = 64, greeting = "" }: {
    readonly fault: KnownFault;
    readonly bufferBytes?: number;
    readonly greeting?: string;
  },
  ...messages: readonly string[]
): Promise<readonly string[]> {
  const server = eachClient(async (client) => {
    await client.send(utf8(greeting));
    await echoLoop(client, slip);
  });
  const program = serveInMemory(server, { serving: "concurrent", bufferBytes });
  const wire = correctedWire(program.wire, fault);
  const stream = await wire.connect({ host: "127.0.0.1", port: 7 }, { timeoutMs: 1000 });
  const replies: string[] = [];
  for (const message of messages) {
    await stream.write(utf8(message));
    replies.push(await hear(stream));
  }
  stream.close();
  program.close();
  return replies;
}

async function hear(stream: Stream): Promise<string> {
  const buffer = new Uint8Array(1000);
  const count = await stream.read(buffer);
  return count === null ? "the end" : new TextDecoder().decode(buffer.subarray(0, count));
}

Deno.test("correctedWire() makes a server with a known fault seem right", async () => {
  assertEquals(await read(shouted, { fault: { slip: shouted } }, "one", "two"), ["one", "two"]);
  assertEquals(await read(ended, { fault: { slip: ended } }, "one", "two"), ["one", "two"]);
});

Deno.test("correctedWire() follows a server that cuts a message by its buffer", async () => {
  const long = "abcdefgh".repeat(16);
  const options = { fault: { slip: ended }, bufferBytes: 128 };
  assertEquals(await read(ended, options, long), [long]);
});

Deno.test("correctedWire() takes a greeting away", async () => {
  const greeting = "Welcome\\n";
  const options = { fault: { greeting: utf8(greeting) }, greeting };
  assertEquals(await read((piece) => piece, options, "one", "two"), ["one", "two"]);
});

Deno.test("correctedWire() leaves alone what the fault doesn't explain", async () => {
  assertEquals(await read(ended, { fault: { slip: shouted } }, "one", "two"), ["one!", "two!"]);
});
