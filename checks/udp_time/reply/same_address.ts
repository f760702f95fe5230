import { check } from "../../../lib/check.ts";
import { sentFrom } from "../../../lib/wire/udp_peer.ts";
import { RFC_868 } from "../../sources.ts";
import { askTime } from "../conversation.ts";

/** Who sent the reply. */
export const sameAddress = check({
  id: "udp-time/reply/same-address-and-port",
  title: "Replies from the address and port that were asked",
  level: "core",
  must: "Send the reply from the same socket that received the datagram.",
  why: "A client takes a datagram from another port for a stranger's, and drops it.",
  sources: [RFC_868],
  async run(context) {
    const peer = await context.open();
    const { datagram } = await askTime(peer, context);
    peer.expectThat(sentFrom(context.target), datagram);
  },
});
