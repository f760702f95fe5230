import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime } from "../conversation.ts";

const CLIENTS = 30;

/** Thirty clients. */
export const oneAfterAnother = check({
  id: "tcp-time/clients/one-after-another",
  title: "Serves thirty clients, one after another",
  level: "core",
  must: "Serve any number of clients, one after another.",
  why:
    "What each client costs must be given back when it has its time: its descriptor, its child process.",
  sources: [RFC_868],
  needs: ["tcp-time/closing/closes-after-time", "tcp-time/answer/unasked"],
  alone: true,
  async run(context) {
    context.afford({ exchanges: CLIENTS });
    for (let client = 1; client <= CLIENTS; client++) {
      await expectTime(context, { as: `Client ${client} of ${CLIENTS}` });
    }
  },
});
