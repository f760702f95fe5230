import { byFirstClientOnly } from "../../../lib/diagnose/datagrams.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";

/** There is no loop around `recvfrom()`. */
export const exitsAfterClient = mistake({
  id: "exits-after-client",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "No loop around recvfrom()",
  shows:
    "the first datagram is answered; then nothing is bound to the port any more: the program has ended",
  why:
    "A server answers datagrams until somebody stops it. recvfrom() takes one; for the next it must be called again.",
  code: {
    c: {
      wrong:
        "n = recvfrom(server, buf, sizeof buf, 0, …);\nsendto(server, buf, n, 0, …);\nreturn 0;",
      right:
        "for (;;) {\n    n = recvfrom(server, buf, sizeof buf, 0, …);\n    sendto(server, buf, n, 0, …);\n}",
    },
    python: {
      wrong: "data, sender = server.recvfrom(65536)",
      right: "while True:\n    data, sender = server.recvfrom(65536)",
    },
    java: { wrong: "server.receive(packet);", right: "while (true) { server.receive(packet); … }" },
  },
  byHand: {
    run: "for i in 1 2; do printf 'hi\\n' | nc -u -w 1 {host} {port}; done",
    right: "hi\nhi",
  },
  recognise: byFirstClientOnly(true),
  serve: eachDatagram((payload, program) => {
    program.alarm(1, () => program.exit());
    return payload;
  }),
});
