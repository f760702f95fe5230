import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { addressLengthUnset as inEcho } from "../../udp_echo/mistakes/address_length_unset.ts";
import { byFirstUnanswered } from "../diagnose.ts";
import { eachQuestion } from "../servers.ts";

/** The length of the address isn't set before the first call. */
export const addressLengthUnset: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  recognise: byFirstUnanswered,
  serve: eachQuestion(() => {
    let isSet = false;
    return ({ from }, socket, time) => {
      if (isSet) socket.sendTo(time, from);
      isSet = true;
    };
  }),
});
