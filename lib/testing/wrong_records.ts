import { joinBytes } from "../bytes/byte_list.ts";
import { BUILT_IN_LAYOUT } from "../layout/built_in.ts";
import { decode } from "../layout/decode.ts";
import type { Layout } from "../layout/layout.ts";
import { slipVariants } from "../layout/slips.ts";
import { patternBytes } from "../layout/slips/pattern.ts";
import type { MemoryServer } from "../wire/memory.ts";
import type { Stream } from "../wire/wire.ts";
import { writeAll } from "../../reference/stream.ts";
import { streamServer } from "./in_memory.ts";
import { rightAnswer, serveRecords } from "./record_server.ts";

const LAYOUT = BUILT_IN_LAYOUT;
const RIGHT = rightAnswer(LAYOUT);
/** What lies in memory where a server sends more than it has written. */
const RUBBISH = 0x5a;
const NOTHING: Uint8Array = new Uint8Array();

/** A server that frames records rightly and answers each as a known slip does, given by its words. */
export function slipping(words: string, layout: Layout = LAYOUT): MemoryServer {
  const { reply } = variantOf(words, layout);
  return streamServer((stream) =>
    serveRecords(stream, layout, (request) => {
      const { bytes, ending } = reply(request);
      return ending === "closes" && bytes.length === 0 ? null : patternBytes(bytes, RUBBISH);
    })
  );
}

/** A server with a slip in how it reads: it goes by the whole stream so far. */
export function misreading(words: string, layout: Layout = LAYOUT): MemoryServer {
  const { reply } = variantOf(words, layout);
  return streamServer(async (stream) => {
    let sent = 0;
    let received = NOTHING;
    for await (const piece of pieces(stream)) {
      received = joinBytes(received, piece);
      const { bytes, ending } = reply(received);
      await writeAll(stream, patternBytes(bytes, RUBBISH).subarray(sent));
      sent = bytes.length;
      if (ending === "closes") return;
    }
  });
}

/** Takes what one read gives for one record. */
export const oneReadOneRecord: MemoryServer = streamServer(async (stream) => {
  for await (const piece of pieces(stream)) await writeAll(stream, RIGHT(piece) ?? piece);
});

/** Answers all records when the client has ended its side. */
export const waitsForTheEnd: MemoryServer = streamServer(async (stream) => {
  const replies: Uint8Array[] = [];
  await serveRecords(stream, LAYOUT, (request) => {
    replies.push(RIGHT(request) ?? NOTHING);
    return NOTHING;
  });
  await writeAll(stream, joinBytes(...replies));
});

/** Sends a line before it is asked anything. */
export const greets: MemoryServer = streamServer(async (stream) => {
  await writeAll(stream, new TextEncoder().encode("ready\n"));
  await serveRecords(stream, LAYOUT);
});

/** Answers with bytes of an earlier, longer record behind those of this one. */
export const keepsOldBytes: MemoryServer = streamServer(async (stream) => {
  let longest = NOTHING;
  await serveRecords(stream, LAYOUT, (request) => {
    const reply = RIGHT(request) ?? NOTHING;
    longest = joinBytes(reply, longest.subarray(reply.length));
    return longest;
  });
});

/** Has room for `places` clients, and closes the others. */
export function fewPlaces(places: number): MemoryServer {
  let taken = 0;
  return {
    accept(stream) {
      if (taken >= places) return stream.close();
      taken++;
      serveRecords(stream, LAYOUT).catch(() => {}).finally(() => {
        taken--;
        stream.close();
      });
    },
  };
}

/** Serves so many clients in all, and then no more. */
export function servesFirst(clients: number): MemoryServer {
  let served = 0;
  return {
    listening: () => served < clients,
    accept(stream) {
      served++;
      serveRecords(stream, LAYOUT).catch(() => {}).finally(() => stream.close());
    },
  };
}

/** What is too much for a fragile server. */
export type Deadly =
  /** The connection is aborted. */
  | "reset"
  /** The connection is aborted while something is to be sent. */
  | "unsendable"
  /** The client ends its side in the middle of a record. */
  | "half-record"
  /** A record announces too long a text. */
  | "malformed"
  /** A client leaves without a word. */
  | "empty";

/** Is ended, for all clients, by one kind of client. */
export function diesOf(deadly: Deadly): MemoryServer {
  let alive = true;
  const open = new Set<Stream>();
  const die = () => {
    alive = false;
    for (const stream of open) stream.close();
  };
  return {
    listening: () => alive,
    accept(stream) {
      open.add(stream);
      serveFragile(stream).then((end) => end === deadly && die()).finally(() => {
        open.delete(stream);
        stream.close();
      });
    },
  };
}

/** Serves a client, and says what its end was like. */
async function serveFragile(stream: Stream): Promise<Deadly | "orderly"> {
  let received = NOTHING;
  let any = false;
  let sending = false;
  try {
    for await (const piece of pieces(stream)) {
      any = true;
      received = joinBytes(received, piece);
      for (;;) {
        const found = decode(LAYOUT, received);
        if (found.outcome === "malformed") return "malformed";
        if (found.outcome === "incomplete") break;
        sending = true;
        await writeAll(stream, RIGHT(received.slice(0, found.size)) ?? NOTHING);
        sending = false;
        received = received.slice(found.size);
      }
    }
  } catch {
    return sending ? "unsendable" : "reset";
  }
  if (received.length > 0) return "half-record";
  return any ? "orderly" : "empty";
}

/** Reads from a stream until it ends. */
async function* pieces(stream: Stream): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(64 * 1024);
  for (;;) {
    const count = await stream.read(buffer);
    if (count === null) return;
    yield buffer.slice(0, count);
  }
}

function variantOf(words: string, layout: Layout) {
  const found = slipVariants(layout).find((variant) => variant.words === words);
  if (!found) throw new Error(`No slip ${JSON.stringify(words)}`);
  return found;
}
