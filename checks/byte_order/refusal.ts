import type * as z from "zod";
import { hex } from "../../lib/layout/hex.ts";
import { seconds, type StreamObservation } from "../../lib/wire/echo_schema.ts";
import { expectation } from "../../lib/wire/mismatch.ts";

/** The observation of a connection that was closed without a reply, in order or by a reset. */
export function closedSilently(
  what: string,
  explanation = "",
): z.ZodType<StreamObservation> {
  return expectation(({ bytes, ending, silentMs }) => {
    const expected = "the end of the connection, and no reply before it";
    if (bytes.length > 0) {
      return {
        evidence: "bytes",
        message: `A reply came to ${what}${explanation}`,
        expected,
        observed: hex(bytes),
        difference: { expected: new Uint8Array(), observed: bytes, offset: 0 },
      };
    }
    if (ending !== "open") return null;
    return {
      evidence: "silence",
      message: `The connection stayed open for ${seconds(silentMs)} after ${what}`,
      expected,
      observed: "an open connection",
    };
  });
}
