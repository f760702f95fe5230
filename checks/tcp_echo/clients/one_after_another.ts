import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const CLIENTS = 100;

/** A hundred clients. */
export const oneAfterAnother = echoCheck({
  id: "tcp-echo/clients/one-after-another",
  title: "Serves a hundred clients, one after another",
  level: "core",
  must: "Serve any number of clients, one after another.",
  why:
    "What each client costs must be given back when it leaves: its descriptor, its child process, its place in a table.",
  sources: [RFC_862],
  needs: ["tcp-echo/closing/end-after-client"],
  alone: true,
  async run({ dial, afford, freshLine, echo }) {
    afford({ exchanges: CLIENTS });
    for (let client = 1; client <= CLIENTS; client++) {
      const peer = await dial({ as: `Client ${client} of ${CLIENTS}` });
      await echo(peer, freshLine());
      await peer.end();
    }
  },
});
