import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../../lib/layout/slips/pattern.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { closeDropsPending as inEcho } from "../../tcp_echo/mistakes/close_drops_pending.ts";
import { byDroppedReply } from "../diagnose/stream.ts";

/** The end of what the client sends is taken for the end of what it reads. */
export const closeDropsPending = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "a record that the client's half-close follows at once gets no reply",
    recognise: byDroppedReply(layout),
    serve: eachClient(async (client, program) => {
      const { step } = rightForm(layout);
      let rest: Uint8Array = new Uint8Array();
      let isEnded = false;
      let sending: Promise<void> = Promise.resolve();
      const later = async (reply: Uint8Array) => {
        await program.sleep(1); // it takes a while to answer
        if (!isEnded) await client.send(reply);
      };
      for (let piece = await client.recv(); piece; piece = await client.recv()) {
        rest = joinBytes(rest, piece);
        let next = step(rest);
        for (; typeof next !== "string"; next = step(rest)) {
          const reply = patternBytes(next.reply);
          rest = rest.slice(next.size);
          sending = sending.then(() => later(reply));
          sending.catch(() => {}); // the client's end shows below, too
        }
        if (next === "closes") return;
      }
      isEnded = true;
    }),
  });
