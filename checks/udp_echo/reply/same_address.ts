import { echoCheck } from "../../echo/echo_check.ts";
import { sentFrom } from "../../../lib/wire/udp_peer.ts";
import { RFC_862 } from "../../sources.ts";

/** Who sent the reply. */
export const sameAddress = echoCheck({
  id: "udp-echo/reply/same-address-and-port",
  title: "Replies from the address and port that were asked",
  level: "core",
  must: "Send the reply from the same socket that received the datagram.",
  why: "A client takes a datagram from another port for a stranger's, and drops it.",
  sources: [RFC_862],
  async run({ open, target, freshLine, echo }) {
    const peer = await open();
    const reply = await echo(peer, freshLine());
    peer.expectThat(sentFrom(target), reply);
  },
});
