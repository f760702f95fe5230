import { byRegularLoss } from "../../../lib/diagnose/datagrams.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { DatagramServer } from "../../../lib/serve/server.ts";

/** Some datagrams are received and not answered. */
export const dropsDatagrams = mistake({
  id: "drops-datagrams",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Passes over every third datagram",
  shows: "datagrams are lost in a regular pattern, the same after retries",
  why:
    "Each recvfrom() takes a datagram out of the queue. A second call before the sendto(), in a condition or for a look at the length, takes one that nobody answers.",
  code: {
    c: {
      wrong: "if (recvfrom(…) < 0) continue;\nn = recvfrom(…);",
      right: "if ((n = recvfrom(…)) < 0) continue;",
    },
    python: {
      wrong: "server.recvfrom(65536); data, sender = server.recvfrom(65536)",
      right: "data, sender = server.recvfrom(65536)",
    },
  },
  recognise: byRegularLoss,
  serve: droppingEvery(3),
  variants: { "every-second": droppingEvery(2), "every-tenth": droppingEvery(10) },
});

function droppingEvery(nth: number): DatagramServer {
  return {
    transport: "udp",
    start() {
      let count = 0;
      return ({ bytes, from }, socket) => {
        if (++count % nth > 0) socket.sendTo(bytes, from);
      };
    },
  };
}
