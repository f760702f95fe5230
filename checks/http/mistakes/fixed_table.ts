import { isTurnedAway } from "../../../lib/diagnose/features.ts";
import { somePassed } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { webServer } from "../../../lib/serve/web/web_server.ts";
import { fixedTable as ofEcho } from "../../tcp_echo/mistakes/fixed_table.ts";
import { type ServeSite, webMistake } from "../web_mistake.ts";

const PLACES = 10;

/** Serves so many clients at once; what becomes of the next? */
function tableOf(turnAway: (client: Client) => Promise<void>): ServeSite {
  return (site) => ({
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      const serve = webServer(site).start(program);
      let taken = 0;
      return async (client) => {
        if (taken === PLACES) return await turnAway(client);
        taken++;
        await program.sleep(1).then(() => serve(client)).finally(() => taken--);
      };
    },
  });
}

/** There is room for a few clients. */
export const fixedTable = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: ofEcho.shows,
  why: ofEcho.why,
  code: ofEcho.code,
  recognise: webRecogniser((run) =>
    run.goneAfter === null && somePassed(run, "second-client") && somePassed(run, "conc-reverse")
      ? { explains: (seen) => seen.group === "concurrency" && isFull(seen) }
      : null
  ),
  serve: tableOf((client) => Promise.resolve(client.close())),
  variants: {
    "never-answered": tableOf(async (client) => {
      while (await client.recv());
    }),
  },
});

/** Whether many came at once, of whom some were served, and others turned away or never answered. */
function isFull({ conversations }: Observation): boolean {
  const served = conversations.filter(({ receivedBytes }) => receivedBytes > 0);
  const others = conversations.filter((one) =>
    isTurnedAway(one) || (one.receivedBytes === 0 && one.silences.length > 0)
  );
  return served.length > 1 && others.length > 0 && conversations.length > PLACES / 2;
}
