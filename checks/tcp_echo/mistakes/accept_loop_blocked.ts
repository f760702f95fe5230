import { mistake } from "../../../lib/mistake.ts";
import { echoLoop } from "../../../lib/serve/echo.ts";

/** Something waits inside the accept loop. */
export const acceptLoopBlocked = mistake({
  id: "accept-loop-blocked",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Waits inside the accept loop",
  shows: "each new client waits a fixed time, one after another, even when nobody else is served",
  why:
    "Only accept() should wait in the accept loop. A sleep(), a join() or a question to the user there holds up everybody who connects.",
  code: {
    c: {
      wrong: "client = accept(server, NULL, NULL); usleep(500000); pthread_create(…);",
      right: "client = accept(server, NULL, NULL); pthread_create(…);",
    },
    python: { wrong: "thread.start(); time.sleep(0.5)", right: "thread.start()" },
    java: { wrong: "thread.start(); Thread.sleep(500);", right: "thread.start();" },
  },
  serve: {
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      let line: Promise<void> = Promise.resolve();
      return async (client) => {
        line = line.then(() => program.sleep(500));
        await line;
        await echoLoop(client);
      };
    },
  },
});
