import { byManyClients } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { echoLoop, forever } from "../../../lib/serve/echo.ts";
import type { StreamServer } from "../../../lib/serve/server.ts";

/** Descriptors are opened and not closed. */
export const fdLeak = mistake({
  id: "fd-leak",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Doesn't give descriptors back",
  shows:
    "after so many clients none is answered any more; where the connection itself is kept open, its end never comes",
  why:
    "A process may have so many descriptors (often 1,024), and accept() fails when they are used up. Each accept(), open() and fopen() needs its close(); after fork() the parent must close its copy of the connection, too.",
  code: {
    c: {
      wrong: "if (fork() == 0) serve(client);",
      right:
        "if (fork() == 0) { serve(client); exit(0); }\nclose(client);   /* the parent's copy */",
    },
    python: { wrong: "log = open('log', 'a')", right: "with open('log', 'a') as log:" },
    java: {
      wrong: 'new FileWriter("log", true).write(text);',
      right: 'try (var log = new FileWriter("log", true)) { log.write(text); }',
    },
  },
  byHand: {
    run: "for i in $(seq 200); do printf 'hi\\n' | nc -N -w 1 {host} {port}; done | wc -l",
    right: "200",
  },
  alike: {
    ids: ["counter-not-decremented", "children-not-reaped", "eof-ignored"],
    words:
      "A descriptor, a child process or a place in a table that isn't given back looks the same from outside: ls /proc/PID/fd and ps show which it is.",
  },
  recognise: byManyClients("ignored", "refused"),
  serve: leaking(128, (client) => echoLoop(client)),
  variants: {
    "parent-keeps-connection": leaking(1024, async (client) => {
      await echoLoop(client);
      await forever();
    }),
  },
});

/** From some client on, accept() fails: the kernel takes the connection, and nobody ever answers. */
function leaking(
  descriptors: number,
  serve: (client: Client) => Promise<void>,
): StreamServer {
  return {
    transport: "tcp",
    serving: "concurrent",
    start() {
      let open = 3;
      return async (client) => {
        if (++open > descriptors) await forever();
        await serve(client);
      };
    },
  };
}
