import { echoCheck } from "../../echo/echo_check.ts";
import { echoOf } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_862 } from "../../sources.ts";

const LISTEN_MS = 150;

/** The connection outlives an answer. */
export const notBefore = echoCheck({
  id: "tcp-echo/closing/not-before",
  title: "Leaves the connection open until the client ends it",
  level: "core",
  must: "Keep the connection open after an answer: the client decides when it ends.",
  why: "A server that closes after its first answer loses whatever the client sends next.",
  sources: [RFC_862],
  waitsMs: LISTEN_MS,
  async run({ dial, freshLine, reply }) {
    const peer = await dial();
    const line = freshLine();
    await peer.send(line);
    await peer.expect(reply(line));
    const after = await peer.listen(LISTEN_MS);
    peer.expectThat(echoOf(new Uint8Array()), after);
    if (after.ending === "open") return;
    throw new Mismatch("The server closed the connection after its answer", {
      evidence: "ending",
      expected: "an open connection",
      observed: after.ending === "end" ? "the end of the stream" : "a reset",
    });
  },
});
