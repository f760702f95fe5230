import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { sigpipeKills as inEcho } from "../../tcp_echo/mistakes/sigpipe_kills.ts";

/** SIGPIPE ends the program. */
export const sigpipeKills: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  shows: "a client that resets its connection before it has the time ends the whole server",
  code: {
    c: {
      wrong: "send(client, &t, 4, 0);",
      right: "signal(SIGPIPE, SIG_IGN);   /* once, at the start; then send() returns -1 */",
    },
  },
  recognise: byEndAfter(["reset-at-once"], "SIGPIPE"),
  serve: eachClient(async (client, program) => {
    await program.sleep(1);
    for (const byte of timeBytes(program.date())) {
      await client.send(Uint8Array.of(byte)).catch(() => program.exit());
    }
  }),
});
