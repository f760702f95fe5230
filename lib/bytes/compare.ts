/**
 * The offset of the first byte in which two byte strings differ, or `null` where they are the same.
 * Where one is a prefix of the other, the offset is the shorter length.
 */
export function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a[at] === b[at]) at++;
  return at === shorter && a.length === b.length ? null : at;
}

/** Whether two byte strings are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && firstDifference(a, b) === null;
}

/** The offset of `needle` in `haystack` from `from` on, or -1. An empty needle is found at `from`. */
export function indexOfBytes(haystack: Uint8Array, needle: Uint8Array, from = 0): number {
  const last = haystack.length - needle.length;
  for (let at = from; at <= last; at++) {
    let matched = 0;
    while (matched < needle.length && haystack[at + matched] === needle[matched]) matched++;
    if (matched === needle.length) return at;
  }
  return -1;
}
