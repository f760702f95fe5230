import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { byQuestion } from "../diagnose.ts";
import { waitsForEof as inEcho } from "../../tcp_echo/mistakes/waits_for_eof.ts";

/** The client's stream is read to its end first. */
export const waitsForEof: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  shows: "nothing comes until the client has ended its side",
  why:
    "In the Time Protocol the client connects and reads: it has nothing to send, and keeps its side open until it has the time. A loop that reads until recv() returns 0 waits for a client that waits, too.",
  byHand: { run: "sleep 1 | nc -w 1 {host} {port} | wc -c", right: "4" },
  recognise: byQuestion("half-close"),
  serve: eachClient(async (client, program) => {
    while (await client.recv());
    await client.send(timeBytes(program.date()));
  }),
});
