import type { Block } from "./blocks.ts";

/** Words that a first lab doesn't know, and what they mean. */
const GLOSSARY: readonly (readonly [word: RegExp, meaning: string])[] = [
  [
    /\bhalf-close\b/i,
    "the client called shutdown(SHUT_WR): it is done sending, and still reading",
  ],
  [/\bconnection was reset\b/i, "RST: broken off at once, without the usual end"],
  [/\bnetwork byte order\b/i, "the highest byte first: htons(), htonl()"],
];

/** Blocks in which each of those words is explained where it comes first. */
export function explainOnce(blocks: readonly Block[]): readonly Block[] {
  const left = new Set(GLOSSARY);
  return blocks.map((block) => {
    if (block.kind === "verbatim") return block;
    let { text } = block;
    for (const entry of left) {
      const [word, meaning] = entry;
      if (!word.test(text)) continue;
      left.delete(entry);
      if (!text.includes(meaning.slice(0, 20))) {
        text = text.replace(word, (found) => `${found} (${meaning})`);
      }
    }
    return { ...block, text };
  });
}
