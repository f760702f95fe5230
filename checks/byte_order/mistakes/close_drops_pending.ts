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
      const answer = async () => {
        await program.sleep(1); // it takes a while to answer
        for (let next = step(rest); typeof next !== "string" && !isEnded; next = step(rest)) {
          rest = rest.slice(next.size);
          await client.send(patternBytes(next.reply));
        }
      };
      for (let piece = await client.recv(); piece; piece = await client.recv()) {
        rest = joinBytes(rest, piece);
        if (step(rest) === "closes") return;
        answer().catch(() => {}); // the client's end shows below, too
      }
      isEnded = true;
    }),
  });
