import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachQuestion } from "../servers.ts";
import { dieWithError as inEcho } from "../../udp_echo/mistakes/die_with_error.ts";

/** One client's error ends the program. */
export const dieWithError: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  serve: eachQuestion((program) => async ({ from }, socket, time) => {
    await program.sleep(1); // it takes a while to answer
    if (!socket.sendTo(time, from)) program.exit();
  }),
});
