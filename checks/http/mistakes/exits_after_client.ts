import { isRefused } from "../../../lib/diagnose/end_of_server.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { exitsAfterClient as ofEcho } from "../../tcp_echo/mistakes/exits_after_client.ts";
import { web, webMistake } from "../web_mistake.ts";

/** There is no loop around `accept()`. */
export const exitsAfterClient = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: ofEcho.shows,
  why: ofEcho.why,
  code: ofEcho.code,
  byHand: {
    run:
      "for i in 1 2; do curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/; done",
    right: "200\n200",
  },
  ...(ofEcho.alike ? { alike: ofEcho.alike } : {}),
  recognise: webRecogniser((run) => {
    const isSecond = run.goneAfter?.endsWith("/reach/serves-docroot") === true;
    if (!isSecond || !run.isPortFree || run.of("reach/answers")?.status !== "pass") return null;
    return { explains: (seen) => seen.id === run.goneAfter && isRefused(seen) };
  }),
  serve: web((program) => ({
    closes: () => {
      program.exit();
      return true;
    },
    keepsOpen: () => false,
  }), { serving: "iterative" }),
});
