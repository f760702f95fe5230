import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const IDLE_MS = 2000;

/** A pause between two messages. */
export const idleConnection = echoCheck({
  id: "tcp-echo/stream/idle-connection",
  title: "Keeps an idle connection open",
  level: "strict",
  must: "Keep a connection open while the client says nothing for 2 seconds.",
  why: "A client may think before it types. A time-out that is taken for the end cuts it off.",
  sources: [RFC_862],
  byHand: {
    run: "(printf 'one\\n'; sleep 2; printf 'two\\n') | nc -w 3 {host} {port}",
    right: "one\ntwo",
  },
  waitsMs: IDLE_MS,
  async run({ dial, freshLine, echo, reply }) {
    const peer = await dial();
    const line = freshLine();
    await peer.send(line);
    await peer.expect(reply(line));
    await peer.pause(IDLE_MS);
    await echo(peer, freshLine());
  },
});
