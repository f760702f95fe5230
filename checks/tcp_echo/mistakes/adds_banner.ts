import { byGreeting } from "../../../lib/diagnose/additions.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop } from "../../../lib/serve/echo.ts";

/** The server greets its clients. */
export const addsBanner = mistake({
  id: "adds-banner",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Greets its clients",
  shows: "bytes arrive before the client has sent anything",
  why:
    "A client of the Echo Protocol takes the first bytes that come for its own echo. A greeting on accept() shifts everything behind it.",
  code: {
    c: {
      wrong: "client = accept(server, NULL, NULL);\nsend(client, hello, strlen(hello), 0);",
      right:
        "client = accept(server, NULL, NULL);   /* and nothing is sent until recv() has returned */",
    },
    python: {
      wrong: 'client, _ = server.accept(); client.sendall(b"Welcome!\\n")',
      right: "client, _ = server.accept()",
    },
    javascript: {
      wrong: 'createServer((socket) => socket.write("Welcome!\\n"))',
      right: "createServer((socket) => socket.pipe(socket))",
    },
  },
  byHand: { run: "nc -w 1 {host} {port} </dev/null | od -An -tx1", right: "" },
  recognise: byGreeting,
  serve: eachClient(async (client) => {
    await client.send(utf8("Welcome to the echo server!\n"));
    await echoLoop(client);
  }),
});
