import type * as z from "zod";
import { excerpt, quote, utf8 } from "../lib/bytes/text.ts";
import type { StreamObservation } from "../lib/wire/echo_schema.ts";
import { seconds } from "../lib/wire/echo_schema.ts";
import { type Evidence, expectation } from "../lib/wire/mismatch.ts";

/** So many bytes in common, in a row and whatever their case, are no accident. */
const COMMON_BYTES = 4;

/**
 * The observation of an answer that has to do with what was sent: the same, or cut, in another case, turned round,
 * or with more around it. `word` is the part of it that no server can know beforehand.
 */
export function resemblanceTo(word: string, sent: Uint8Array): z.ZodType<StreamObservation> {
  const sentWords = quote(sent);
  const forms = [utf8(word), utf8(word).reverse()];
  return expectation((observed) => {
    if (forms.some((form) => resembles(form, observed.bytes))) return null;
    const [evidence, message] = wordsFor(observed, sentWords);
    return {
      evidence,
      message,
      expected: `an answer to ${sentWords}`,
      observed: excerpt(observed.bytes),
      difference: { expected: sent, observed: observed.bytes, offset: 0 },
    };
  });
}

/** Whether two byte strings share enough bytes in a row. */
export function resembles(sent: Uint8Array, answer: Uint8Array): boolean {
  const text = lowerCase(answer);
  const asked = lowerCase(sent);
  for (let at = 0; at + COMMON_BYTES <= asked.length; at++) {
    if (text.includes(asked.slice(at, at + COMMON_BYTES))) return true;
  }
  return false;
}

function lowerCase(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("").toLowerCase();
}

function wordsFor(
  { bytes, ending, silentMs }: StreamObservation,
  sent: string,
): [Evidence, string] {
  if (bytes.length > 0) return ["bytes", `What came back has nothing to do with the ${sent} sent`];
  switch (ending) {
    case "open":
      return ["silence", `${sent} got no answer within ${seconds(silentMs)}`];
    case "end":
      return ["ending", `The server ended the connection without an answer to ${sent}`];
    case "reset":
      return ["ending", `The connection was reset without an answer to ${sent}`];
  }
}
