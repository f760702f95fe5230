import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byUsedUp } from "../../../lib/diagnose/clients.ts";
import { forever } from "../../../lib/serve/echo.ts";
import { servesInAll } from "../servers.ts";
import { fdLeak as inEcho } from "../../tcp_echo/mistakes/fd_leak.ts";

/** Descriptors are opened and not closed. */
export const fdLeak: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  recognise: byUsedUp("ignored", "refused"),
  serve: { ...servesInAll(40, forever), serving: "concurrent" },
});
