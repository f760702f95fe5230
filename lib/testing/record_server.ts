import { joinBytes } from "../bytes/byte_list.ts";
import { decode } from "../layout/decode.ts";
import { encode } from "../layout/encode.ts";
import type { Layout } from "../layout/layout.ts";
import { replyOf } from "../layout/reply.ts";
import { type Connection, writeAll } from "../../reference/stream.ts";

/** What a server sends for one whole record, as it came; `null` if it closes the connection. */
export type Answer = (request: Uint8Array) => Uint8Array | null;

/** The right answer, by the layout alone. */
export function rightAnswer(layout: Layout): Answer {
  return (request) => {
    const found = decode(layout, request);
    return found.outcome === "record" ? encode(layout, replyOf(layout, found.record)) : null;
  };
}

/** Serves one connection: puts the pieces together, and gives each whole record to `answer`. */
export async function serveRecords(
  connection: Connection,
  layout: Layout,
  answer: Answer = rightAnswer(layout),
): Promise<void> {
  const buffer = new Uint8Array(4096);
  let rest = new Uint8Array();
  for (;;) {
    const found = decode(layout, rest);
    if (found.outcome === "malformed") return;
    if (found.outcome === "record") {
      const reply = answer(rest.slice(0, found.size));
      if (reply === null) return;
      await writeAll(connection, reply);
      rest = rest.slice(found.size);
      continue;
    }
    const count = await connection.read(buffer);
    if (count === null) return;
    rest = Uint8Array.from(joinBytes(rest, buffer.subarray(0, count)));
  }
}
