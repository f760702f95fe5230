import { anyOf } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { bySlip } from "../diagnose/by_slip.ts";
import { byAnsweredMalformed } from "../diagnose/refusals.ts";
import { slipMistake } from "../slip_mistake.ts";

/** A length that is too large is accepted. */
export const noValidation = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "no-validation",
    title: "Answers a record that announces too much",
    shows:
      "a record whose length is above the maximum gets a reply, where the connection must be closed",
    why:
      "The length comes from the network, and anybody can write anything into it. Compare it with the maximum before you read the text: where it is larger, close the connection.",
    code: {
      c: { wrong: "if (len > MAX) len = MAX;", right: "if (len > MAX) { close(client); return; }" },
      python: {
        wrong: "text = read(client, min(length, 1024))",
        right: "if length > 1024: return",
      },
      java: {
        wrong: "int n = Math.min(length, 1024);",
        right: "if (length > 1024) { socket.close(); return; }",
      },
      javascript: {
        wrong: "const n = Math.min(length, 1024);",
        right: "if (length > 1024) return socket.destroy();",
      },
    },
  }, { recognise: anyOf(bySlip(layout, "no-validation"), byAnsweredMalformed(layout)) });
