import { sharedBuffer as ofEcho } from "../../tcp_echo/mistakes/shared_buffer.ts";
import { foreignFilesIn } from "../../../lib/diagnose/web/foreign.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** All threads use one buffer. */
export const sharedBuffer = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: "of clients that ask at the same time one gets what another asked for",
  why:
    "A static or global buffer exists once, and so do a global path or a global length. While one thread answers from it, another's recv() writes over it: each client needs its own.",
  code: ofEcho.code,
  recognise: webRecogniser((run) => ({ explains: foreignFilesIn(run) })),
  serve: web((program) => {
    let shared = new Uint8Array();
    return {
      async transmit(client, bytes) {
        shared = bytes.slice();
        await program.sleep(0); // another thread's turn
        await client.send(shared);
      },
    };
  }, { serving: "concurrent" }),
});
