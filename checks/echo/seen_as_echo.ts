import { type EchoRules, isPlain, replyTo } from "../../lib/echo/rules.ts";
import { joinBytes } from "../../lib/bytes/byte_list.ts";
import { KEPT_BYTES, type TranscriptEntry } from "../../lib/wire/transcript.ts";

/**
 * A conversation as a plain echo server's would look: instead of what was sent stands what a right
 * server of the assignment sends back for it, so that whatever is wrong shows as it does in an echo.
 * What was really sent is in `asked`.
 */
export function seenAsEcho(
  rules: EchoRules,
): ((transcript: readonly TranscriptEntry[]) => readonly TranscriptEntry[]) | undefined {
  if (isPlain(rules)) return undefined;
  return (transcript) => {
    const before = new Map<number, Uint8Array>();
    return transcript.map((entry) => {
      if (entry.event !== "send") return entry;
      const sent = joinBytes(before.get(entry.conn) ?? new Uint8Array(), entry.data);
      const rest = rules.unit === "line" ? unfinished(sent) : new Uint8Array();
      before.set(entry.conn, rest);
      return asked(entry, replyTo(sent, rules));
    });
  };
}

function asked(entry: TranscriptEntry, due: Uint8Array): TranscriptEntry {
  const { ms, conn, event, bytes, data } = entry;
  const isWhole = bytes <= KEPT_BYTES;
  return { ms, conn, event, bytes: isWhole ? due.length : bytes, data: due, asked: data };
}

/** The bytes behind the last line's end: no reply is due for them yet. */
function unfinished(bytes: Uint8Array): Uint8Array {
  return bytes.slice(bytes.lastIndexOf(0x0a) + 1);
}
