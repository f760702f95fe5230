/** The word among `words` that `word` is probably a slip of, or `null` if none is near. */
export function nearest(word: string, words: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.min(2, Math.ceil(word.length / 2)) + 1;
  for (const other of words) {
    const edits = editDistance(word.toLowerCase(), other.toLowerCase());
    if (edits < least) [best, least] = [other, edits];
  }
  return best;
}

/** How many characters must be inserted, removed, replaced or exchanged to turn `one` into `other`. */
function editDistance(one: string, other: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let y = 0; y < one.length; y++) {
    const next = [y + 1];
    for (let x = 0; x < other.length; x++) {
      const replaced = (row[x] ?? 0) + (one[y] === other[x] ? 0 : 1);
      const exchanged = one[y] === other[x - 1] && one[y - 1] === other[x]
        ? (above[x - 1] ?? 0) + 1
        : Infinity;
      next.push(Math.min(replaced, exchanged, (row[x + 1] ?? 0) + 1, (next[x] ?? 0) + 1));
    }
    [above, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}

/** What lecturers write for a type in other languages, and the name that it has here. */
const ALIASES: Readonly<Record<string, string>> = {
  uint8: "u8",
  uint8_t: "u8",
  byte: "u8",
  char: "u8",
  "unsigned char": "u8",
  uint16: "u16",
  uint16_t: "u16",
  ushort: "u16",
  "unsigned short": "u16",
  word: "u16",
  uint32: "u32",
  uint32_t: "u32",
  uint: "u32",
  unsigned: "u32",
  "unsigned int": "u32",
  "unsigned long": "u32",
  uint64: "u64",
  uint64_t: "u64",
  int8: "i8",
  int8_t: "i8",
  int16: "i16",
  int16_t: "i16",
  short: "i16",
  int32: "i32",
  int32_t: "i32",
  int: "i32",
  integer: "i32",
  long: "i32",
  int64: "i64",
  int64_t: "i64",
  "long long": "i64",
  float: "float32",
  f32: "float32",
  double: "float64",
  f64: "float64",
  string: "bytes",
  text: "bytes",
  blob: "bytes",
  "char[]": "bytes",
};

/** The type that `word` probably means: a C name, or a slip of the pen; `null` if there is none. */
export function nearestType(word: string, types: readonly string[]): string | null {
  const alias = new Map(Object.entries(ALIASES)).get(word.trim().toLowerCase());
  return alias ?? nearest(word, types);
}
