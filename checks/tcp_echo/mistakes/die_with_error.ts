import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop } from "../../../lib/serve/echo.ts";

/** One client's error ends the program. */
export const dieWithError = mistake({
  id: "die-with-error",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Ends the whole server on one client's error",
  shows: "a client that resets its connection ends the whole server",
  why:
    "recv() and send() fail when a client is gone: that is the client's end, not the server's. DieWithError() is for errors after which nothing can go on, such as a failed bind().",
  code: {
    c: {
      wrong: 'if (n < 0) DieWithError("recv() failed");',
      right: 'if (n < 0) { perror("recv"); close(client); continue; }',
    },
    python: {
      wrong: "data = client.recv(1024)   # no try around it",
      right: "try: data = client.recv(1024)\nexcept OSError: break",
    },
    java: {
      wrong: "catch (IOException e) { System.exit(1); }",
      right: "catch (IOException e) { socket.close(); }",
    },
    javascript: {
      wrong: 'socket.on("data", …)   // and no listener for "error"',
      right: 'socket.on("error", () => socket.destroy());',
    },
  },
  alike: {
    ids: ["sigpipe-kills"],
    words: "SIGPIPE looks the same. echo $? tells: 141 is SIGPIPE.",
  },
  recognise: byEndAfter([
    "reset-at-once",
    "reset-when-idle",
    "leaves-without-reading",
    "reset-in-large-echo",
  ], "error"),
  serve: eachClient(async (client, program) => {
    try {
      await echoLoop(client);
    } catch {
      program.exit();
    }
  }),
});
