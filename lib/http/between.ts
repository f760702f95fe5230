import { join, text } from "./bytes.ts";

/** The text that begins a response even in the middle of bytes that belong to none. */
const MARK = new TextEncoder().encode("HTTP/1.");

/** What was found between two responses. */
export interface Between {
  /** Bytes that belong to no response. */
  readonly stray: Uint8Array;
  /** The bytes from the next response's beginning on, once it is seen. */
  readonly next?: Uint8Array;
}

/** Looks for the beginning of the next response, however the bytes are cut. */
export interface BetweenReader {
  /** The number of bytes held back until more shows what they are. */
  readonly held: number;
  /** Takes bytes, and tells what they are, as far as that can be told. */
  push(bytes: Uint8Array): Between;
  /** No more bytes will come: what was held belongs to no response. */
  end(): Uint8Array;
}

/** Makes a reader for what stands behind one response and before the next. */
export function createBetween(): BetweenReader {
  let held: Uint8Array = new Uint8Array();
  let lost = false;
  return {
    get held() {
      return held.length;
    },
    push(bytes) {
      const all = join(held, bytes);
      if (!lost && mayBegin(all)) {
        if (all.length >= 4) return { stray: new Uint8Array(), next: all };
        held = all.slice();
        return { stray: new Uint8Array() };
      }
      lost = true;
      const mark = text(all).indexOf("HTTP/1.");
      if (mark >= 0) return { stray: all.subarray(0, mark), next: all.subarray(mark) };
      const kept = partialMark(all);
      held = all.slice(all.length - kept);
      return { stray: all.subarray(0, all.length - kept) };
    },
    end: () => held,
  };
}

/** Whether bytes begin, or may begin, a status line: `HTTP`, or a status code at once. */
function mayBegin(bytes: Uint8Array): boolean {
  const first = text(bytes.subarray(0, 4)).toUpperCase();
  return "HTTP".startsWith(first) || /^\d{1,3}$|^\d{3}[ \r\n]$/.test(first);
}

/** The length of the longest end of `bytes` that begins the mark. */
function partialMark(bytes: Uint8Array): number {
  for (let length = Math.min(MARK.length - 1, bytes.length); length > 0; length--) {
    const end = bytes.subarray(bytes.length - length);
    if (end.every((byte, index) => byte === MARK[index])) return length;
  }
  return 0;
}
