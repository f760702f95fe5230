import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import type { Endpoint } from "../../../lib/wire/wire.ts";
import { eachQuestion } from "../servers.ts";
import { clientAddressKept as inEcho } from "../../udp_echo/mistakes/client_address_kept.ts";

/** Replies go to the first client for ever. */
export const clientAddressKept: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  byHand: {
    run: "for i in 1 2; do printf x | nc -u -w 1 {host} {port} | wc -c; done",
    right: "4\n4",
  },
  serve: eachQuestion(() => {
    let client: Endpoint | null = null;
    return ({ from }, socket, time) => void socket.sendTo(time, client ??= from);
  }),
  variants: {
    connected: eachQuestion(() => {
      let client: Endpoint | null = null;
      return ({ from }, socket, time) => {
        client ??= from;
        if (from.port === client.port && from.host === client.host) socket.sendTo(time, from);
      };
    }),
  },
});
