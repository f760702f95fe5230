import type { Found } from "../notebook.ts";

/** Bytes beyond the message are a wrong length where the announced one is too small for what was due. */
export function isWrongLength({ problem, entry }: Found): boolean {
  if (problem.kind !== "bytes-after-message") return true;
  const { body, surplus } = entry.response;
  if (body.framing !== "length") return false;
  if (entry.file && entry.response.head?.status === 200) {
    return body.length < entry.file.bytes.length;
  }
  return !(surplus?.kept.subarray(0, 3).every((byte) => [0x0a, 0x0d, 0].includes(byte)) &&
    surplus.length <= 2);
}
