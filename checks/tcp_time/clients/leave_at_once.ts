import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime } from "../conversation.ts";

const LEAVERS = 3;

/** Clients that come and go. */
export const leaveAtOnce = check({
  id: "tcp-time/clients/leave-at-once",
  title: "Serves a client that comes when others have just left",
  level: "core",
  must: "Go on serving when clients connect and end their side at once.",
  why: "A client that has ended its side can still read. It must not hold up the next.",
  sources: [RFC_868],
  async run(context) {
    for (let client = 0; client < LEAVERS; client++) {
      const peer = await context.dial();
      await peer.end();
    }
    await expectTime(context);
  },
});
