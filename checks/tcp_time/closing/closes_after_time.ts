import { check } from "../../../lib/check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_868 } from "../../sources.ts";
import { takeTime } from "../conversation.ts";

/** Who ends the connection. */
export const closesAfterTime = check({
  id: "tcp-time/closing/closes-after-time",
  title: "Closes the connection when the time is sent",
  level: "core",
  must: "Call close() after the time was sent, without waiting for the client.",
  why:
    "The end of the connection tells the client that this was all. A socket that isn't closed is lost for the server, too.",
  sources: [RFC_868],
  byHand: { run: "timeout 3 nc {host} {port} </dev/null | wc -c; echo $?", right: "4\n0" },
  async run(context) {
    const peer = await context.dial();
    await takeTime(peer, context, context.now());
    const { ending, silentMs } = await peer.receive(Infinity);
    if (ending === "end") return;
    const isOpen = ending === "open";
    throw new Mismatch(
      isOpen
        ? `The connection was still open ${seconds(silentMs)} after the time had come`
        : "The connection was reset after the time, not closed",
      {
        evidence: isOpen ? "silence" : "ending",
        expected: "the end of the connection",
        observed: isOpen ? "an open connection" : "a reset",
      },
    );
  },
});
