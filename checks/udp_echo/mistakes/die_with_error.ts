import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { mistake } from "../../../lib/mistake.ts";

/** One client's error ends the program. */
export const dieWithError = mistake({
  id: "die-with-error",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Ends the whole server on one client's error",
  shows: "a client whose port is closed when the reply comes ends the whole server",
  why:
    "On a connected socket the network reports that nobody is there: the next call fails with ECONNREFUSED. That is the client's end, not the server's. DieWithError() is for errors after which nothing can go on, such as a failed bind().",
  code: {
    c: {
      wrong:
        'connect(server, (struct sockaddr *)&from, len);\nif (send(server, buf, n, 0) < 0) DieWithError("send() failed");',
      right: 'if (sendto(server, buf, n, 0, (struct sockaddr *)&from, len) < 0) perror("sendto");',
    },
    python: {
      wrong: "server.sendto(data, sender)   # no try around it",
      right: "try: server.sendto(data, sender)\nexcept OSError: pass",
    },
    java: {
      wrong: "catch (IOException e) { System.exit(1); }",
      right: "catch (IOException e) { continue; }",
    },
  },
  recognise: byEndAfter("client-gone"),
  serve: {
    transport: "udp",
    start: (program) => async ({ bytes, from }, socket) => {
      await program.sleep(1); // it takes a while to answer
      if (!socket.sendTo(bytes, from)) program.exit();
    },
  },
});
