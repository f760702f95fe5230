import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime } from "../conversation.ts";

/** The second client of the run. */
export const nextClient = check({
  id: "tcp-time/clients/next-client",
  title: "Serves the next client after the first has left",
  level: "core",
  must: "Go back to accept() when a client has got the time, and serve the next one.",
  why:
    "A server waits for clients for ever. Without a loop around accept() it ends with its first.",
  sources: [RFC_868],
  byHand: {
    run: "for i in 1 2; do nc -w 1 {host} {port} </dev/null | wc -c; done",
    right: "4\n4",
  },
  async run(context) {
    await expectTime(context);
  },
});
