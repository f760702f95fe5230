import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { exitsAfterClient as inEcho } from "../../tcp_echo/mistakes/exits_after_client.ts";

/** There is no loop around `accept()`. */
export const exitsAfterClient: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  serve: {
    ...eachClient((client, program) =>
      client.send(timeBytes(program.date())).finally(() => program.exit())
    ),
    serving: "iterative",
  },
});
