import {
  type Connection,
  type ListenOptions,
  type RunningServer,
  serveStreams,
  writeAll,
} from "./stream.ts";

/** The bytes in front of a record's text: `short` (2), `long` (4) and `length` (2). */
const HEAD_BYTES = 8;

/** The most bytes that a record's text may have. */
const TEXT_LIMIT = 1024;

/**
 * Answers the records of one connection, one after another, until the client ends its side.
 *
 * Every number is read from network byte order, added to as a number, and written back in network
 * byte order; the text has no byte order and stays as it is. A record that announces too long a
 * text ends the connection without a reply, after the text was read.
 */
export async function answerRecords(connection: Connection): Promise<void> {
  for (;;) {
    const head = await readExactly(connection, HEAD_BYTES);
    if (head === null) return;
    const request = new DataView(head.buffer);
    const length = request.getUint16(6);
    if (length > TEXT_LIMIT) return await discard(connection, length);
    const text = await readExactly(connection, length);
    if (text === null) return; // half a record gets no reply
    const record = new Uint8Array(HEAD_BYTES + length);
    const reply = new DataView(record.buffer);
    reply.setUint16(0, request.getUint16(0) + 1); // 65,535 goes round to 0 by itself
    reply.setUint32(2, request.getUint32(2) + 1);
    reply.setUint16(6, length);
    record.set(text, HEAD_BYTES);
    await writeAll(connection, record);
  }
}

/** A correct server for records in network byte order, for any number of clients at once. */
export function serveByteOrder(options?: ListenOptions): RunningServer {
  return serveStreams(answerRecords, options);
}

/** Reads until there are `count` bytes, however they are cut; `null` if the stream ends before. */
async function readExactly(
  connection: Connection,
  count: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(count);
  for (let have = 0; have < count;) {
    const more = await connection.read(bytes.subarray(have));
    if (more === null) return null;
    have += more;
  }
  return bytes;
}

/** Reads `count` bytes, or as many as come, and forgets them. */
async function discard(connection: Connection, count: number): Promise<void> {
  const buffer = new Uint8Array(TEXT_LIMIT);
  for (let left = count; left > 0;) {
    const read = await connection.read(buffer.subarray(0, Math.min(left, buffer.length)));
    if (read === null) return;
    left -= read;
  }
}
