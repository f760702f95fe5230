import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { interruptedAccept as inEcho } from "../../tcp_echo/mistakes/interrupted_accept.ts";

/** A child's end interrupts `accept()`. */
export const interruptedAccept: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  serve: {
    ...eachClient((client, program) =>
      client.send(timeBytes(program.date())).finally(() => program.stopListening())
    ),
    serving: "concurrent",
  },
});
