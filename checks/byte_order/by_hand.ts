import { hex } from "../../lib/bytes/text.ts";
import type { ByHand } from "../../lib/check.ts";
import type { Asked } from "./exchange.ts";

/** So many bytes `od` prints in one line. */
const LINE_BYTES = 16;

/** A line for a shell that sends the records and shows the reply. */
export function byHand({ request, expected }: Asked): ByHand {
  return {
    run: `printf '${escaped(request)}' | nc -w 1 {host} {port} | od -An -tx1`,
    right: lines(expected),
  };
}

/** A line that sends the bytes in two segments, cut at `at`. */
export function byHandCut({ request, expected }: Asked, at: number): ByHand {
  const [head, tail] = [request.subarray(0, at), request.subarray(at)].map(escaped);
  return {
    run: `(printf '${head}'; sleep 0.3; printf '${tail}') | nc -w 1 {host} {port} | od -An -tx1`,
    right: lines(expected),
  };
}

function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z]/.test(letter) ? letter : `\\${byte.toString(8).padStart(3, "0")}`;
  }).join("");
}

function lines(bytes: Uint8Array): string {
  const starts = Array.from({ length: Math.ceil(bytes.length / LINE_BYTES) }, (_, line) => line);
  return starts
    .map((line) => hex(bytes.subarray(line * LINE_BYTES, (line + 1) * LINE_BYTES)))
    .join("\n");
}
