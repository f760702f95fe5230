import { joinBytes } from "../bytes/byte_list.ts";
import { utf8 } from "../bytes/text.ts";

/** How an assignment's echo server answers. */
export interface EchoRules {
  /** The same bytes, ASCII letters changed, or the order turned round. */
  readonly reply: "same" | "upper" | "lower" | "reverse";
  /** A text in front of each reply; empty for none. */
  readonly prefix: string;
  /** What a reply is made of: bytes as they come, a line with its LF, or a datagram. */
  readonly unit: "stream" | "line" | "datagram";
  /** The largest datagram that must come back, in bytes; `null` where nothing was said. */
  readonly maxDatagram: number | null;
}

/** The rules of RFC 862 over a stream. */
export const PLAIN_STREAM: EchoRules = {
  reply: "same",
  prefix: "",
  unit: "stream",
  maxDatagram: null,
};

/** The rules of RFC 862 for datagrams. */
export const PLAIN_DATAGRAMS: EchoRules = { ...PLAIN_STREAM, unit: "datagram" };

const LF = 0x0a;

/**
 * What a right server sends back for bytes: where the unit is a line, for the lines that are complete
 * in them.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rules = { ...PLAIN_STREAM, unit: "line", reply: "reverse", prefix: "> " } as const;
 * const sent = new TextEncoder().encode("abc\nde\nf");
 * assertEquals(new TextDecoder().decode(replyTo(sent, rules)), "> cba\n> ed\n");
 * ```
 */
export function replyTo(sent: Uint8Array, rules: EchoRules): Uint8Array {
  if (isPlain(rules)) return sent;
  if (rules.unit !== "line") return replyToOne(sent, rules);
  return replyToLines(sent.subarray(0, sent.lastIndexOf(LF) + 1), rules);
}

/** Whether what comes back is what was sent. */
export function isPlain({ reply, prefix, unit }: EchoRules): boolean {
  return reply === "same" && prefix === "" && unit !== "line";
}

/** Whether an assignment is about text: then nobody has said what becomes of other bytes. */
export function isAboutText({ reply, unit }: EchoRules): boolean {
  return reply !== "same" || unit === "line";
}

/** What comes back, in words: `each line in capital letters, behind "Echo: "`. */
export function rulesInWords({ reply, prefix, unit }: EchoRules): string {
  const what = { stream: "everything", line: "each line", datagram: "each datagram" }[unit];
  const how = {
    same: " as it came",
    upper: " in capital letters",
    lower: " in small letters",
    reverse: " turned round",
  }[reply];
  return `${what}${how}${prefix === "" ? "" : `, behind ${JSON.stringify(prefix)}`}`;
}

/** A stream may hold a million lines: they are written one behind the other. */
function replyToLines(lines: Uint8Array, rules: EchoRules): Uint8Array {
  const count = lines.reduce((sum, byte) => byte === LF ? sum + 1 : sum, 0);
  const replies = new Uint8Array(lines.length + count * utf8(rules.prefix).length);
  for (let from = 0, to = 0; from < lines.length;) {
    const end = lines.indexOf(LF, from);
    const reply = replyToOne(lines.subarray(from, end), rules);
    replies.set(reply, to);
    replies[to + reply.length] = LF;
    [from, to] = [end + 1, to + reply.length + 1];
  }
  return replies;
}

function replyToOne(message: Uint8Array, { reply, prefix }: EchoRules): Uint8Array {
  return joinBytes(utf8(prefix), CHANGES[reply](message));
}

const CHANGES: Readonly<Record<EchoRules["reply"], (message: Uint8Array) => Uint8Array>> = {
  same: (message) => message,
  upper: (message) => message.map((byte) => byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte),
  lower: (message) => message.map((byte) => byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte),
  reverse: (message) => message.slice().reverse(),
};
