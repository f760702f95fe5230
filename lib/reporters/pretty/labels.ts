/** A line of a diagnosis that begins with one of its labels, and two spaces or more. */
export const LABELLED = /^(?:Why|To fix|To go on|Instead of|write|By hand|right|yours) {2,}/i;

/** A line of a diagnosis that tells what to write. */
export const TO_WRITE = /^write {2,}/i;

/** A line of code or of a shell: what stands there is pasted, so it is never wrapped. */
const TO_PASTE = /^(?:Instead of|write|By hand|right|yours) {2,}/i;

/** Which lines must stay as they are: those to paste, and what goes on below them. */
export function linesToPaste(lines: readonly string[]): readonly boolean[] {
  let inside = false;
  return lines.map((line) => {
    if (/^\S|^\s*$/.test(line)) inside = TO_PASTE.test(line);
    return inside;
  });
}
