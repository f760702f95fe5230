import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const SILENT = 4;

/** Clients that say nothing. */
export const silentClients = echoCheck({
  id: "tcp-echo/concurrency/silent-clients",
  title: "Serves a client while four others say nothing",
  level: "standard",
  must: "Answer a client while four others are connected and silent.",
  why: "A recv() that waits for one silent client must not hold up the others.",
  sources: [RFC_862],
  async run({ dial, freshLine, echo }) {
    for (let i = 0; i < SILENT; i++) await dial();
    const peer = await dial({ as: "The client beside four silent ones" });
    await echo(peer, freshLine());
  },
});
