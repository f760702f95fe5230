import { byManyClients } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { echoLoop } from "../../../lib/serve/echo.ts";

/** Nobody waits for children that have ended. */
export const childrenNotReaped = mistake({
  id: "children-not-reaped",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Doesn't wait for its children",
  shows: "after so many clients no more are served: fork() fails",
  why:
    "A child that has ended stays a zombie until its parent calls wait(). Each takes a place in the table of processes, and at the user's limit fork() fails.",
  code: {
    c: {
      wrong: "if (fork() == 0) { serve(client); exit(0); }",
      right:
        "signal(SIGCHLD, SIG_IGN);   /* once, before the loop; or waitpid(-1, NULL, WNOHANG) in a handler */",
    },
    python: {
      wrong: "if os.fork() == 0: serve(client); os._exit(0)",
      right: "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    },
  },
  byHand: {
    run: "for i in $(seq 200); do printf 'hi\\n' | nc -N -w 1 {host} {port}; done | wc -l",
    right: "200",
  },
  alike: {
    ids: ["fd-leak", "counter-not-decremented"],
    words:
      "A descriptor, a child process or a place in a table that isn't given back looks the same from outside: ls /proc/PID/fd and ps show which it is.",
  },
  recognise: byManyClients("turned-away", "refused"),
  serve: {
    transport: "tcp",
    serving: "concurrent",
    start() {
      let zombies = 0;
      return async (client) => {
        if (zombies < PROCESSES) await echoLoop(client).finally(() => zombies++);
      };
    },
  },
});

/** How many processes the user may have. */
const PROCESSES = 128;
