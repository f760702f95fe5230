import { isIdleEnd } from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop } from "../../../lib/serve/echo.ts";

/** A time-out is taken for the end. */
export const idleTimeout = mistake({
  id: "idle-timeout",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Takes a time-out for the end",
  shows: "a connection on which nothing is sent for a while is closed",
  why:
    "With SO_RCVTIMEO, or after alarm(), recv() fails with EAGAIN or EINTR when nothing came in time. The client is still there: it only says nothing.",
  code: {
    c: {
      wrong: "setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &oneSecond, sizeof oneSecond);",
      right: "/* no time-out: recv() waits for as long as the client likes */",
    },
    python: { wrong: "client.settimeout(1)", right: "client.settimeout(None)" },
    java: { wrong: "socket.setSoTimeout(1000);", right: "socket.setSoTimeout(0);" },
    javascript: {
      wrong: "socket.setTimeout(1000, () => socket.destroy());",
      right: "socket.setTimeout(0);",
    },
  },
  byHand: {
    run: "(printf 'one\\n'; sleep 2; printf 'two\\n') | nc -w 3 {host} {port}",
    right: "one\ntwo",
  },
  recognise: recogniser(() => ({
    explains: (seen) => seen.conversations.some(isIdleEnd),
    contradicts: ({ id, status }) => status === "pass" && id.endsWith("/idle-connection"),
  })),
  serve: eachClient(async (client, program) => {
    const wind = () => program.alarm(TIMEOUT_MS, () => client.close());
    let stop = wind();
    await echoLoop(client, (piece) => {
      stop();
      stop = wind();
      return piece;
    }).finally(() => stop());
  }),
});

const TIMEOUT_MS = 1000;
