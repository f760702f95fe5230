import type { Connection } from "../stream.ts";
import { Refusal } from "./refusal.ts";

/** How a line is read. */
export interface LineRules {
  /** The longest line, in bytes. */
  readonly maxBytes: number;
  /** The status of the answer to a longer one. */
  readonly tooLong: number;
  /** Which bytes make the line wrong as soon as they are seen. */
  readonly forbidden: RegExp;
  /** Whether LF alone ends a line too: RFC 9112, section 2.2, allows it in heads. */
  readonly lfAlone: boolean;
}

/** Reads a connection in lines and in pieces, whichever way its bytes arrive. */
export interface Reader {
  /** Ends all waiting at this moment, in milliseconds of `performance.now()`. */
  deadlineMs: number;
  /** Waits for a byte; says whether one came before the client ended its side. */
  more(): Promise<boolean>;
  /** A line without its end, characters for bytes. */
  line(rules: LineRules): Promise<string>;
  /** What has come, at most `maxBytes` of it; waits for a byte at least. */
  piece(maxBytes: number): Promise<Uint8Array>;
}

const CR = 0x0d;
const LF = 0x0a;

/** Makes a reader for a connection. What it has read beyond a line waits for the next call: nothing is lost. */
export function createReader(connection: Connection): Reader {
  const buffer = new Uint8Array(16 * 1024);
  let held: Uint8Array = new Uint8Array();

  /** Reads once more, behind what is held; false at the end of the client's stream. */
  async function fill(): Promise<boolean> {
    const waitMs = reader.deadlineMs - performance.now();
    const count = await within(waitMs, connection.read(buffer));
    if (count === null) return false;
    const both = new Uint8Array(held.length + count);
    both.set(held);
    both.set(buffer.subarray(0, count), held.length);
    held = both;
    return true;
  }

  const reader: Reader = {
    deadlineMs: Infinity,
    async more() {
      return held.length > 0 || await fill();
    },
    async line({ maxBytes, tooLong, forbidden, lfAlone }) {
      for (let seen = 0;;) {
        const lf = held.indexOf(LF, seen);
        const end = lf < 0 ? held.length : lf;
        const hasCr = held[end - 1] === CR;
        const text = latin1(held.subarray(0, hasCr ? end - 1 : end));
        if (end > maxBytes) throw new Refusal(tooLong, `A line is longer than ${maxBytes} bytes`);
        if (forbidden.test(text)) {
          throw new Refusal(400, "A line holds a byte that it may not hold");
        }
        if (lf >= 0 && !hasCr && !lfAlone) throw new Refusal(400, "A line ends in LF without CR");
        if (lf >= 0) {
          held = held.subarray(lf + 1);
          return text;
        }
        seen = held.length;
        if (!await fill()) throw new Refusal(400, "The request stops in the middle of a line");
      }
    },
    async piece(maxBytes) {
      if (held.length === 0 && !await fill()) throw new Refusal(400, "The content stops early");
      const piece = held.subarray(0, maxBytes);
      held = held.subarray(piece.length);
      return piece;
    },
  };
  return reader;
}

/** Waits for a promise, but not for ever. */
async function within<Value>(waitMs: number, promise: Promise<Value>): Promise<Value> {
  if (waitMs === Infinity) return await promise;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal(408, "The request took too long")), waitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
