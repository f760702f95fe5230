import type { Suite } from "../../lib/check.ts";
import { nextClient } from "./clients/next_client.ts";
import { secondClient } from "./concurrency/second_client.ts";
import { answers } from "./reach/answers.ts";

/** The checks of a stream echo server, in the order of the report. */
export const tcpEcho: Suite = {
  name: "tcp-echo",
  title: "a stream echo server (RFC 862, TCP)",
  transport: "tcp",
  checks: [answers, nextClient, secondClient],
  opening: [answers.id, nextClient.id, secondClient.id],
};
