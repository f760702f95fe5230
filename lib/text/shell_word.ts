/** A word as a POSIX shell reads it back. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./[\]-]+$/.test(word) && !/[[\]]/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
