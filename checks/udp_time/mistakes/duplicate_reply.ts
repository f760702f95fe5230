import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachQuestion } from "../servers.ts";
import { duplicateReply as inEcho } from "../../udp_echo/mistakes/duplicate_reply.ts";

/** `sendto()` is called twice. */
export const duplicateReply: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  byHand: { run: "printf x | nc -u -w 1 {host} {port} | wc -c", right: "4" },
  serve: eachQuestion(() => ({ from }, socket, time) => {
    socket.sendTo(time, from);
    socket.sendTo(time, from);
  }),
});
