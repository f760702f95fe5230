import { byLeftOpen } from "../../../lib/diagnose/left_open.ts";
import { anyOf } from "../../../lib/diagnose/reading.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient, forever } from "../../../lib/serve/echo.ts";
import { byOpenEnd } from "../diagnose.ts";
import { eofIgnored as inEcho } from "../../tcp_echo/mistakes/eof_ignored.ts";

/** The connection is not closed when the time is sent. */
export const eofIgnored: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  shows: "the four bytes come, and the end of the connection doesn't",
  why:
    "The server closes when the time is sent: that tells the client that this was all. Without close() each client leaves a descriptor behind, and a recv() that waits for the client's end waits for somebody who waits, too.",
  code: {
    c: { wrong: "send(client, &t, 4, 0);", right: "send(client, &t, 4, 0);\nclose(client);" },
    python: { wrong: "client.sendall(t)", right: "client.sendall(t)\nclient.close()" },
    java: { wrong: "out.write(t);", right: "out.write(t); socket.close();" },
    javascript: { wrong: "socket.write(t);", right: "socket.end(t);" },
  },
  byHand: { run: "timeout 3 nc {host} {port} </dev/null | wc -c; echo $?", right: "4\n0" },
  alike: {
    ids: ["fd-leak"],
    words:
      "With fork() it may also be the parent that keeps its copy of the connection open: close(client) there, too. ls /proc/PID/fd shows which process holds it.",
  },
  recognise: anyOf(byOpenEnd, byLeftOpen),
  serve: eachClient(async (client, program) => {
    await client.send(timeBytes(program.date()));
    await forever();
  }),
  variants: {
    "waits-for-client": eachClient(async (client, program) => {
      await client.send(timeBytes(program.date()));
      while (await client.recv());
    }),
  },
});
