import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime } from "../conversation.ts";

const CLIENTS = 8;

/** Clients that come one after another, each from a port of its own. */
export const anotherPort = check({
  id: "udp-time/clients/another-port",
  title: "Answers every client, whatever its port",
  level: "core",
  must: "Answer datagrams from any address and port, one client after another.",
  why:
    "connect() on the server's socket, or a fixed port for replies, shuts every other client out.",
  sources: [RFC_868],
  async run(context) {
    for (let client = 0; client < CLIENTS; client++) await expectTime(context);
  },
});
