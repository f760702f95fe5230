import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const LEAVERS = 5;

/** Clients that come and go. */
export const leaveAtOnce = echoCheck({
  id: "tcp-echo/clients/leave-at-once",
  title: "Serves a client that comes when others have just left",
  level: "core",
  must: "Go on serving when clients connect and leave at once, and one comes right behind them.",
  why:
    "Port scanners and impatient users do that. A client that is gone must not hold up the next.",
  sources: [RFC_862],
  alone: true,
  async run({ dial, freshLine, echo }) {
    for (let client = 0; client < LEAVERS; client++) {
      const peer = await dial();
      await peer.end();
    }
    const next = await dial();
    await echo(next, freshLine());
  },
});
