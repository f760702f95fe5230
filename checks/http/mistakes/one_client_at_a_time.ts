import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { oneClientAtATime as ofEcho } from "../../tcp_echo/mistakes/one_client_at_a_time.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Iterative: right for a first server. */
export const oneClientAtATime = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: ofEcho.shows,
  why: ofEcho.why,
  code: ofEcho.code,
  byHand: {
    run:
      "(sleep 2 | nc -w 3 {host} {port} >/dev/null &) ; sleep 0.2; curl -m 1 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/",
    right: "200",
  },
  ...(ofEcho.alike ? { alike: ofEcho.alike } : {}),
  recognise: webRecogniser(() => ({
    explains: ({ id, observed }) =>
      id.endsWith("/second-client") && /after the other client had left$/.test(observed ?? ""),
  })),
  serve: web({}, { serving: "iterative" }),
});
