import { type Document, isScalar, visit } from "yaml";

const BYTE_KEYS = ["send", "expect"];

/**
 * Takes bytes in double quotes as they were written: YAML knows other escapes than bytes have, and
 * `"\xff"` would be a letter of two bytes.
 */
export function keepEscapes(document: Document.Parsed, text: string): void {
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !BYTE_KEYS.includes(String(key.value)) || !isScalar(value)) return;
      if (value.type !== "QUOTE_DOUBLE" || !value.range) return;
      const written = text.slice(value.range[0] + 1, value.range[1] - 1);
      value.value = written.includes("\n") ? String(value.value).replaceAll("\\", "\\\\") : written;
    },
  });
}
