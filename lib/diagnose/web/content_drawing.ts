import { drawBytes, labelled } from "../drawing.ts";
import type { SentFile } from "./contents.ts";

/** Draws the smallest file that came otherwise than it is, where it first differs. */
export function drawContent(changed: readonly SentFile[]): readonly string[] {
  const [shown] = changed.toSorted((a, b) => a.file.bytes.length - b.file.bytes.length);
  if (!shown) return [];
  const { exchange: { request }, file, came } = shown;
  return [
    ...labelled("asked", `${request.method} ${request.target}`),
    ...drawBytes(file.bytes, came, "the file"),
  ];
}
