import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** The second client of the run. */
export const nextClient = echoCheck({
  id: "tcp-echo/clients/next-client",
  title: "Serves the next client after the first has left",
  level: "core",
  must: "Go back to accept() when a client has left, and serve the next one.",
  why:
    "A server waits for clients for ever. Without a loop around accept() it ends with its first.",
  sources: [RFC_862],
  byHand: {
    run: "for i in 1 2; do printf 'hi\\n' | nc -w 1 {host} {port}; done",
    right: "hi\nhi",
  },
  async run({ dial, learn, freshLine, echo }) {
    const peer = await dial();
    await echo(peer, freshLine());
    if (peer.answerMs !== null) learn({ latencyMs: peer.answerMs });
  },
});
