import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import type { DatagramServer } from "../../../lib/serve/server.ts";
import { dropsDatagrams as inEcho } from "../../udp_echo/mistakes/drops_datagrams.ts";
import { byRegularSilence } from "../diagnose.ts";
import { eachQuestion } from "../servers.ts";

/** Some datagrams are received and not answered. */
export const dropsDatagrams: Mistake = inSuite(inEcho, {
  suite: "udp-time",
  recognise: byRegularSilence,
  serve: droppingEvery(3),
  variants: { "every-second": droppingEvery(2), "every-fifth": droppingEvery(5) },
});

function droppingEvery(nth: number): DatagramServer {
  return eachQuestion(() => {
    let count = 0;
    return ({ from }, socket, time) => {
      if (++count % nth > 0) socket.sendTo(time, from);
    };
  });
}
