import { byInterruptedAccept } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop } from "../../../lib/serve/echo.ts";

/** A child's end interrupts `accept()`. */
export const interruptedAccept = mistake({
  id: "interrupted-accept",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Takes an interrupted accept() for an error",
  shows:
    "the server takes no more clients as soon as the first has left; those who are connected are served on",
  why:
    "When a child ends, SIGCHLD interrupts accept(): it returns -1, and errno is EINTR. That is no failure: call it again, or set SA_RESTART.",
  code: {
    c: {
      wrong: 'if ((client = accept(server, NULL, NULL)) < 0) DieWithError("accept() failed");',
      right:
        'if ((client = accept(server, NULL, NULL)) < 0) {\n    if (errno == EINTR) continue;\n    DieWithError("accept() failed");\n}',
    },
  },
  byHand: { run: "for i in 1 2; do printf 'hi\\n' | nc -w 1 {host} {port}; done", right: "hi\nhi" },
  alike: {
    ids: ["exits-after-client"],
    words: "Without a loop around accept() it looks the same: perror() behind accept() tells.",
  },
  recognise: byInterruptedAccept,
  serve: {
    ...eachClient((client, program) => echoLoop(client).finally(() => program.stopListening())),
    serving: "concurrent",
  },
});
