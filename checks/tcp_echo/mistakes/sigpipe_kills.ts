import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** SIGPIPE ends the program. */
export const sigpipeKills = mistake({
  id: "sigpipe-kills",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Is ended by SIGPIPE",
  shows: "a client that leaves during a large reply ends the whole server",
  why:
    "send() to a client that is gone raises SIGPIPE, and unless it is ignored that ends the program, with all its clients.",
  code: {
    c: {
      wrong: "send(client, buf, n, 0);",
      right: "signal(SIGPIPE, SIG_IGN);   /* once, at the start; then send() returns -1 */",
    },
    python: {
      wrong: "signal.signal(signal.SIGPIPE, signal.SIG_DFL)",
      right: "# leave SIGPIPE alone: sendall() raises BrokenPipeError then",
    },
  },
  byHand: {
    run:
      "head -c 9000000 /dev/zero | timeout -s KILL 0.2 nc {host} {port} >/dev/null; printf 'hi\\n' | nc -w 1 {host} {port}",
    right: "hi",
  },
  alike: {
    ids: ["die-with-error"],
    words:
      "An error of send() that ends the program looks the same. echo $? tells: 141 is SIGPIPE.",
  },
  recognise: byEndAfter(["leaves-without-reading", "reset-in-large-echo"], "SIGPIPE"),
  serve: eachClient(async (client, program) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      await client.send(piece).catch(() => program.exit());
    }
  }),
});
