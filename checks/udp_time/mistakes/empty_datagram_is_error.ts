import { hasPassed } from "../../../lib/diagnose/features.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachQuestion } from "../servers.ts";
import { emptyDatagramIsError as inEcho } from "../../udp_echo/mistakes/empty_datagram_is_error.ts";

/** 0 bytes are taken for an error, or for the end. */
export const emptyDatagramIsError: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  recognise: (run) => hasPassed(run, "clients/another-port") ? inEcho.recognise?.(run) ?? [] : [],
  serve: eachQuestion(() => ({ bytes, from }, socket, time) => {
    if (bytes.length > 0) socket.sendTo(time, from);
  }),
  variants: {
    "ends-server": eachQuestion((program) => ({ bytes, from }, socket, time) => {
      if (bytes.length === 0) program.exit();
      else socket.sendTo(time, from);
    }),
  },
});
