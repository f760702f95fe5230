import { sameBytes } from "../../bytes/compare.ts";
import { hex, printable } from "../../bytes/text.ts";
import type { ByHand } from "../../check.ts";
import type { CheckReport } from "../../report.ts";
import { type Endpoint, endpointText } from "../../wire/wire.ts";

/** A line of `printf`, `nc` and perhaps `od`, of which it is known what it would print. */
const PRINTF_LINE = /^printf '([^']*)' \| nc (?:-[Nu] |-w \d+ )+\S+ \S+( \| od -An -tx1)?$/;
/** How many bytes of an answer are shown as what the student's own server gives. */
const SHORT_BYTES = 64;

/** A line to try by hand with the server's address in it. */
export function byHandLine({ run }: ByHand, { host, port }: Endpoint): string {
  return run
    .replaceAll("{host}:{port}", endpointText({ host, port }))
    .replaceAll("{host}", host)
    .replaceAll("{port}", String(port));
}

/**
 * What a line by hand would print with this server: known where a check has sent just those bytes and
 * the answer was short. Else `null`.
 */
export function byHandAnswer({ run }: ByHand, { transcript }: CheckReport): string | null {
  const [, text, asHex] = PRINTF_LINE.exec(run) ?? [];
  const data = (event: string) => transcript.filter((entry) => entry.event === event);
  const [sent, ...more] = data("send");
  const answers = data("receive");
  if (text === undefined || sent === undefined || more.length > 0 || answers.length > 1) {
    return null;
  }
  if (!sameBytes(printfBytes(text), Uint8Array.fromBase64(sent.data))) return null;
  const [answer] = answers;
  const bytes = answer ? Uint8Array.fromBase64(answer.data) : new Uint8Array();
  if (bytes.length > SHORT_BYTES) return null;
  if (bytes.length === 0) return "(nothing)";
  return asHex ? hexLines(bytes) : printable(bytes.subarray(0, trimmedLength(bytes)));
}

function hexLines(bytes: Uint8Array): string {
  const lines = Array.from(
    { length: Math.ceil(bytes.length / 16) },
    (_, i) => hex(bytes.subarray(16 * i, 16 * i + 16)),
  );
  return lines.join("\n");
}

function trimmedLength(bytes: Uint8Array): number {
  return bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, "\\": 92, "%": 37 };

/** The bytes that `printf` makes of its format: octal and the usual escapes. */
function printfBytes(format: string): Uint8Array {
  const parts = format.match(/\\[0-7]{1,3}|\\.|%%|[^]/g) ?? [];
  return new Uint8Array(parts.map((part) => {
    if (/^\\[0-7]/.test(part)) return parseInt(part.slice(1), 8) & 0xff;
    return ESCAPES[part.length > 1 ? part.slice(1) : ""] ?? part.charCodeAt(0);
  }));
}
