import { byManyClients } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { echoLoop } from "../../../lib/serve/echo.ts";

/** Clients are counted up, never down. */
export const counterNotDecremented = mistake({
  id: "counter-not-decremented",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Counts clients up, never down",
  shows: "after so many clients in all, gone ones included, no more are served",
  why:
    "The counter says how many clients there are. Whoever leaves must be taken off again, or the server is full for ever.",
  code: {
    c: {
      wrong: "if (++count > MAX_CLIENTS) close(client);",
      right: "serve(client); count--;   /* when it has left */",
    },
    python: {
      wrong: "clients.append(client)",
      right: "clients.append(client)\n…\nclients.remove(client)   # when it has left",
    },
    java: {
      wrong: "semaphore.acquire(); serve(socket);",
      right: "semaphore.acquire(); try { serve(socket); } finally { semaphore.release(); }",
    },
  },
  byHand: {
    run: "for i in $(seq 200); do printf 'hi\\n' | nc -N -w 1 {host} {port}; done | wc -l",
    right: "200",
  },
  alike: {
    ids: ["fd-leak", "children-not-reaped"],
    words:
      "A descriptor, a child process or a place in a table that isn't given back looks the same from outside: ls /proc/PID/fd and ps show which it is.",
  },
  recognise: byManyClients("turned-away"),
  serve: {
    transport: "tcp",
    start() {
      let count = 0;
      return async (client) => {
        if (++count <= MAX_CLIENTS) await echoLoop(client);
      };
    },
  },
});

const MAX_CLIENTS = 128;
