import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** A client that says nothing at all. */
export const emptyConnection = echoCheck({
  id: "tcp-echo/closing/empty-connection",
  title: "Ends a connection on which nothing was sent",
  level: "core",
  must: "End the connection of a client that sends nothing and leaves, and serve the next.",
  why: "The very first recv() may return 0. That is no error: the client had nothing to say.",
  sources: [RFC_862],
  alone: true,
  byHand: {
    run: "nc -N {host} {port} </dev/null; printf 'hi\\n' | nc -w 1 {host} {port}",
    right: "hi",
  },
  async run({ dial, freshLine, echo }) {
    const silent = await dial();
    await silent.halfClose();
    await silent.expectEnd();
    const next = await dial();
    await echo(next, freshLine());
  },
});
