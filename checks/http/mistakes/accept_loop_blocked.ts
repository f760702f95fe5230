import { webServer } from "../../../lib/serve/web/web_server.ts";
import { acceptLoopBlocked as ofEcho } from "../../tcp_echo/mistakes/accept_loop_blocked.ts";
import { webMistake } from "../web_mistake.ts";

const PAUSE_MS = 500;

/** Something waits inside the accept loop. */
export const acceptLoopBlocked = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: ofEcho.shows,
  why: ofEcho.why,
  code: ofEcho.code,
  ...(ofEcho.recognise ? { recognise: ofEcho.recognise } : {}),
  serve: (site) => ({
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      const serve = webServer(site).start(program);
      let line: Promise<void> = Promise.resolve();
      return async (client) => {
        line = line.then(() => program.sleep(PAUSE_MS));
        await line;
        await serve(client);
      };
    },
  }),
});
