import { byManyPlainRequests } from "../../../lib/diagnose/web/many_clients.ts";
import { counterNotDecremented as ofEcho } from "../../tcp_echo/mistakes/counter_not_decremented.ts";
import { web, webMistake } from "../web_mistake.ts";

/** So many clients are served. */
const CLIENTS = 250;

/** Clients are counted up, never down. */
export const counterNotDecremented = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: ofEcho.shows,
  why: ofEcho.why,
  code: ofEcho.code,
  byHand: {
    run:
      "for i in $(seq 300); do curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/; done | grep -c 200",
    right: "300",
  },
  ...(ofEcho.alike ? { alike: ofEcho.alike } : {}),
  recognise: byManyPlainRequests("turned-away"),
  serve: web(() => {
    let count = 0;
    return {
      accepts: () => ++count > 0,
      reacts: () => count > CLIENTS ? "close" : "answer",
    };
  }),
});
