import { check } from "../../../lib/check.ts";
import { RFC_862 } from "../../sources.ts";
import { randomLine } from "../../payloads.ts";

const LEAVERS = 5;

/** Clients that come and go. */
export const leaveAtOnce = check({
  id: "tcp-echo/clients/leave-at-once",
  title: "Serves a client that comes when others have just left",
  level: "core",
  must: "Go on serving when clients connect and leave at once, and one comes right behind them.",
  why:
    "Port scanners and impatient users do that. A client that is gone must not hold up the next.",
  sources: [RFC_862],
  alone: true,
  async run({ dial, random }) {
    for (let client = 0; client < LEAVERS; client++) {
      const peer = await dial();
      await peer.end();
    }
    const next = await dial();
    await next.echo(randomLine(random));
  },
});
