import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** A client that sends a byte every so often. */
export const slowWriter = echoCheck({
  id: "tcp-echo/concurrency/slow-writer",
  title: "Serves a client while another sends byte by byte",
  level: "standard",
  must: "Answer a client while another sends a line one byte at a time.",
  why: "A server that waits for a whole line of one client keeps the others waiting.",
  sources: [RFC_862],
  async run({ dial, freshLine, echo, reply }) {
    const line = freshLine(5);
    const slow = await dial({ as: "The slow writer" });
    for (let at = 0; at < line.length; at += 2) {
      await slow.sendInSegments(
        Array.from(line.subarray(at, at + 2), (byte) => new Uint8Array([byte])),
      );
      const quick = await dial({ as: "The client beside a slow writer" });
      await echo(quick, freshLine());
      await quick.end();
    }
    await slow.expectLastly(reply(line));
  },
});
