import { byFirstClientOnly } from "../../../lib/diagnose/datagrams.ts";
import { mistake } from "../../../lib/mistake.ts";
import type { Endpoint } from "../../../lib/wire/wire.ts";

/** Replies go to the first client for ever. */
export const clientAddressKept = mistake({
  id: "client-address-kept",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Keeps the address of the first client",
  shows: "the first client is served; the replies to others go to the first, or nowhere",
  why:
    "recvfrom() fills in the address of this datagram's sender, and the reply must go there. An address that was kept, or connect() on the server's socket, shuts everybody else out.",
  code: {
    c: {
      wrong:
        "if (first) { peer = from; first = 0; }\nsendto(server, buf, n, 0, (struct sockaddr *)&peer, len);",
      right:
        "sendto(server, buf, n, 0, (struct sockaddr *)&from, len);   /* as recvfrom() has just filled it in */",
    },
    python: {
      wrong: "data, _ = server.recvfrom(65536); server.sendto(data, client)",
      right: "data, sender = server.recvfrom(65536); server.sendto(data, sender)",
    },
    java: {
      wrong: "server.connect(packet.getSocketAddress());",
      right: "reply.setSocketAddress(packet.getSocketAddress());",
    },
    javascript: {
      wrong: "client ??= sender; server.send(message, client.port, client.address);",
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  byHand: {
    run: "for i in 1 2; do printf 'hi\\n' | nc -u -w 1 {host} {port}; done",
    right: "hi\nhi",
  },
  recognise: byFirstClientOnly(false),
  serve: {
    transport: "udp",
    start() {
      let client: Endpoint | null = null;
      return ({ bytes, from }, socket) => void socket.sendTo(bytes, client ??= from);
    },
  },
  variants: {
    connected: {
      transport: "udp",
      start() {
        let client: Endpoint | null = null;
        return ({ bytes, from }, socket) => {
          client ??= from;
          if (from.port === client.port && from.host === client.host) socket.sendTo(bytes, from);
        };
      },
    },
  },
});
