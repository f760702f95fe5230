import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

/** Many writes that TCP may join as it likes. */
export const manySmallWrites = echoCheck({
  id: "tcp-echo/stream/many-small-writes",
  title: "Keeps many small writes in order",
  level: "core",
  must: "Send everything back in order, however TCP cuts and joins it on the way.",
  why: "TCP keeps bytes and their order, and nothing else: one send() need not be one recv().",
  sources: [RFC_9293_STREAM],
  async run({ dial, freshLine, reply }) {
    const lines = Array.from({ length: 64 }, () => freshLine(15));
    const peer = await dial();
    for (const line of lines) await peer.send(line);
    await peer.expectLastly(reply(joinBytes(...lines)));
  },
});
