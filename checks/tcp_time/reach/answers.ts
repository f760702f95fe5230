import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { anyTime } from "../../time/schemas.ts";
import { takeTime } from "../conversation.ts";

/** The first connection: whatever has to do with a time is an answer. */
export const answers = check({
  id: "tcp-time/reach/answers",
  title: "Accepts a connection and sends a time",
  level: "core",
  must: "Listen on the port, accept a connection, and send the time on it.",
  why: "Every other check connects to the server like this one.",
  sources: [RFC_868],
  byHand: { run: "nc -w 1 {host} {port} </dev/null | wc -c", right: "4" },
  async run(context) {
    const startMs = context.now();
    const peer = await context.dial();
    const { reading, latencyMs } = await takeTime(peer, context, startMs);
    peer.expectThat(anyTime(), reading);
    context.learn({ latencyMs });
  },
});
