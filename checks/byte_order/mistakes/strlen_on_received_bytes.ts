import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** `strlen()` counts what was received. */
export const strlenOnReceivedBytes = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "strlen-on-received-bytes",
    title: "strlen() on received bytes",
    shows: "the reply, or its text, ends at the first 00 byte",
    why:
      "strlen(), strcpy() and printf() take a 00 byte for the end of a string. A text may hold any byte, and the length says where it ends.",
    code: {
      c: {
        wrong: "send(client, text, strlen(text), 0);",
        right: "send(client, text, len, 0);   /* as the record says */",
      },
    },
  }, { byHand: sampleByHand(layout, new Uint8Array([0x61, 0, 0x62])) });
