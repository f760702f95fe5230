import { byFullTable } from "../../../lib/diagnose/clients.ts";
import { isEchoed } from "../../../lib/diagnose/conversation.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { echoLoop, forever } from "../../../lib/serve/echo.ts";
import type { StreamServer } from "../../../lib/serve/server.ts";

/** There is room for a few clients. */
export const fixedTable = mistake({
  id: "fixed-table",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Room for a few clients only",
  shows:
    "when more than a few clients are connected at once the next is closed without an answer; the others are served",
  why:
    "An array for ten clients is full with ten. Let it grow, or let the next client wait until one has left: don't turn it away.",
  code: {
    c: {
      wrong: "if (count == MAX_CLIENTS) close(client);",
      right:
        "if (count == MAX_CLIENTS)\n    /* no accept() until one has left: it waits in the queue of listen() */",
    },
    python: { wrong: "if len(clients) == 10: client.close()", right: "clients.append(client)" },
  },
  recognise: byFullTable(isEchoed),
  serve: tableOf(10, (client) => Promise.resolve(client.close())),
  variants: { "never-answered": tableOf(10, forever) },
});

/** Serves so many clients at once; what becomes of the next? */
export function tableOf(
  places: number,
  turnAway: (client: Client) => Promise<void>,
  serve: (client: Client) => Promise<unknown> = echoLoop,
): StreamServer {
  return {
    transport: "tcp",
    serving: "concurrent",
    start() {
      let taken = 0;
      return async (client) => {
        if (taken === places) return await turnAway(client);
        taken++;
        await serve(client).finally(() => taken--);
      };
    },
  };
}
