import { byJoinedDatagrams } from "../../../lib/diagnose/datagrams.ts";
import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { mistake } from "../../../lib/mistake.ts";

/** Datagrams that wait together are answered as one. */
export const boundariesLost = mistake({
  id: "boundaries-lost",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Answers several datagrams with one",
  shows:
    "of datagrams that come right behind each other one reply comes back, with the bytes of all",
  why:
    "UDP keeps messages apart: one recvfrom() is one datagram, and each gets its own reply. Collecting is for streams.",
  code: {
    c: {
      wrong:
        "while ((n = recvfrom(server, buf + len, sizeof buf - len, MSG_DONTWAIT, …)) > 0) len += n;\nsendto(server, buf, len, 0, …);",
      right: "n = recvfrom(server, buf, sizeof buf, 0, …);\nsendto(server, buf, n, 0, …);",
    },
    python: {
      wrong: "data += server.recv(65536, MSG_DONTWAIT)",
      right: "data, sender = server.recvfrom(65536); server.sendto(data, sender)",
    },
  },
  recognise: byJoinedDatagrams,
  serve: {
    transport: "udp",
    serving: "concurrent",
    start(program) {
      let waiting: Uint8Array[] = [];
      return async ({ bytes, from }, socket) => {
        waiting.push(bytes);
        if (waiting.length > 1) return; // whoever came first answers for all
        await program.sleep(2);
        socket.sendTo(joinBytes(...waiting), from);
        waiting = [];
      };
    },
  },
});
