import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop, forever } from "../../../lib/serve/echo.ts";

/** The end of the client's side isn't noticed. */
export const eofIgnored = mistake({
  id: "eof-ignored",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Doesn't notice the end: recv() returned 0",
  shows: "after the client's half-close everything has come back, but the end never comes",
  why:
    "recv() returns 0 when the client has ended its side, and again at each further call. A loop that doesn't look for it runs for ever, and the connection stays open.",
  code: {
    c: {
      wrong: "while ((n = recv(client, buf, sizeof buf, 0)) >= 0)",
      right: "while ((n = recv(client, buf, sizeof buf, 0)) > 0)\n    …\nclose(client);",
    },
    python: {
      wrong: "while True: client.sendall(client.recv(1024))",
      right: "while data := client.recv(1024): client.sendall(data)",
    },
    java: {
      wrong: "while (true) { n = in.read(buf); … }",
      right: "while ((n = in.read(buf)) != -1) { … }",
    },
    javascript: {
      wrong: 'createServer({ allowHalfOpen: true }, (socket) => socket.on("data", …))',
      right: 'socket.on("end", () => socket.end());',
    },
  },
  byHand: { run: "printf 'hi\\n' | timeout 3 nc -N {host} {port}; echo $?", right: "hi\n0" },
  serve: eachClient(async (client) => {
    await echoLoop(client);
    await forever();
  }),
});
