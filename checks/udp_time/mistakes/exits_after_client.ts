import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachQuestion } from "../servers.ts";
import { exitsAfterClient as inEcho } from "../../udp_echo/mistakes/exits_after_client.ts";

/** There is no loop around `recvfrom()`. */
export const exitsAfterClient: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  byHand: {
    run: "for i in 1 2; do printf x | nc -u -w 1 {host} {port} | wc -c; done",
    right: "4\n4",
  },
  serve: eachQuestion((program) => ({ from }, socket, time) => {
    program.alarm(1, () => program.exit());
    socket.sendTo(time, from);
  }),
});
