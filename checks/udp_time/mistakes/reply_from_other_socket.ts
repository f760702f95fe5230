import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachQuestion } from "../servers.ts";
import { replyFromOtherSocket as inEcho } from "../../udp_echo/mistakes/reply_from_other_socket.ts";

/** Each reply comes from a new socket. */
export const replyFromOtherSocket: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  serve: eachQuestion(() => ({ from }, socket, time) => socket.sendFromNewSocket(time, from)),
});
