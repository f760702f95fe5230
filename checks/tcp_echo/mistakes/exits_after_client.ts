import { byEndAfterFirstClient } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop } from "../../../lib/serve/echo.ts";

/** There is no loop around `accept()`. */
export const exitsAfterClient = mistake({
  id: "exits-after-client",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "No loop around accept()",
  shows: "the first client is served, and the second is refused: the program has ended",
  why:
    "A server serves clients until somebody stops it. accept() takes one connection; for the next one it must be called again.",
  code: {
    c: {
      wrong: "client = accept(server, NULL, NULL);\nserve(client);\nreturn 0;",
      right: "for (;;) {\n    client = accept(server, NULL, NULL);\n    serve(client);\n}",
    },
    python: {
      wrong: "client, _ = server.accept()\nserve(client)",
      right: "while True:\n    client, _ = server.accept()\n    serve(client)",
    },
    java: { wrong: "serve(server.accept());", right: "while (true) serve(server.accept());" },
  },
  byHand: { run: "for i in 1 2; do printf 'hi\\n' | nc -w 1 {host} {port}; done", right: "hi\nhi" },
  alike: {
    ids: ["interrupted-accept"],
    words:
      "With fork() it may also be accept(), interrupted by the end of the child: perror() behind it says “Interrupted system call”.",
  },
  recognise: byEndAfterFirstClient,
  serve: {
    ...eachClient((client, program) => echoLoop(client).finally(() => program.exit())),
    serving: "iterative",
  },
});
