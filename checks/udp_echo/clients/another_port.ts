import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const CLIENTS = 8;

/** Clients that come one after another, each from a port of its own. */
export const anotherPort = echoCheck({
  id: "udp-echo/clients/another-port",
  title: "Answers every client, whatever its port",
  level: "core",
  must: "Answer datagrams from any address and port, one client after another.",
  why:
    "connect() on the server's socket, or a fixed port for replies, shuts every other client out.",
  sources: [RFC_862],
  async run({ open, freshLine, echo }) {
    for (let client = 0; client < CLIENTS; client++) {
      const peer = await open();
      await echo(peer, freshLine());
      await peer.end();
    }
  },
});
