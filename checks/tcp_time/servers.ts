import { timeBytes } from "../../lib/layout/rfc868.ts";
import type { Client } from "../../lib/serve/client.ts";
import { eachClient } from "../../lib/serve/echo.ts";
import type { Program, StreamServer } from "../../lib/serve/server.ts";

/** Sends the time and ends its side, as it must, and then waits for the client to leave. */
export function untilGone(): StreamServer {
  return eachClient(serve);
}

/** The same with room for so many clients at once; what becomes of the next? */
export function tableOfTimes(
  places: number,
  turnAway: (client: Client) => Promise<void>,
): StreamServer {
  return {
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      let taken = 0;
      return async (client) => {
        if (taken === places) return await turnAway(client);
        taken++;
        await serve(client, program).finally(() => taken--);
      };
    },
  };
}

/** Serves so many clients in all; what becomes of the next? */
export function servesInAll(
  clients: number,
  turnAway: (client: Client) => Promise<void>,
): StreamServer {
  return {
    transport: "tcp",
    start(program) {
      let served = 0;
      return async (client) => {
        if (++served > clients) return await turnAway(client);
        await client.send(timeBytes(program.date()));
      };
    },
  };
}

async function serve(client: Client, program: Program): Promise<void> {
  await client.send(timeBytes(program.date()));
  await client.shutdown();
  while (await client.recv());
}
