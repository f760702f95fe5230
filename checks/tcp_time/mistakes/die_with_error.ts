import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { dieWithError as inEcho } from "../../tcp_echo/mistakes/die_with_error.ts";

/** One client's error ends the program. */
export const dieWithError: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  shows: "a client that resets its connection, or leaves at once, ends the whole server",
  code: {
    ...inEcho.code,
    c: {
      wrong: 'if (send(client, &t, 4, 0) != 4) DieWithError("send() failed");',
      right: 'if (send(client, &t, 4, 0) != 4) perror("send");\nclose(client);',
    },
  },
  recognise: byEndAfter(["reset-at-once", "reset-after-time", "leave-at-once"], "error"),
  serve: eachClient(async (client, program) => {
    try {
      await program.sleep(1); // it takes a while to answer
      await client.send(timeBytes(program.date()));
    } catch {
      program.exit();
    }
  }),
});
