import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** An empty text is taken for the end. */
export const zeroLengthIsEof = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "zero-length-is-eof",
    title: "Takes an empty text for the end",
    shows: "a record with an empty text gets no reply",
    why:
      "recv() for 0 bytes has nothing to wait for, and may return 0 as at the end of a connection. A text of length 0 is no end: answer the record without a recv() for its text.",
    code: {
      c: {
        wrong: "if (recv(client, text, len, MSG_WAITALL) <= 0) return;",
        right: "if (len > 0 && recv(client, text, len, MSG_WAITALL) <= 0) return;",
      },
      python: {
        wrong: "text = client.recv(length)\nif not text: break",
        right: 'text = client.recv(length) if length > 0 else b""',
      },
      java: {
        wrong: "if (in.read(text) <= 0) return;",
        right: "if (length > 0 && in.read(text) <= 0) return;",
      },
      javascript: {
        wrong: "if (!text.length) return;",
        right: "if (received.length < 8 + length) return;   // wait for more only then",
      },
    },
  }, { byHand: sampleByHand(layout, new Uint8Array()) });
