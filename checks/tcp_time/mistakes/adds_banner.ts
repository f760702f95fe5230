import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { byGreeting } from "../diagnose.ts";
import { timeStream } from "../../time/servers.ts";
import { addsBanner as inEcho } from "../../tcp_echo/mistakes/adds_banner.ts";

/** The server greets its clients. */
export const addsBanner: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  shows: "a text comes before the four bytes of the time",
  why:
    "The client takes the first four bytes that come for the time. A greeting on accept() is no time.",
  code: {
    c: {
      wrong: "send(client, hello, strlen(hello), 0);\nsend(client, &t, 4, 0);",
      right: "send(client, &t, 4, 0);",
    },
    python: { wrong: 'client.sendall(b"Time: " + t)', right: "client.sendall(t)" },
  },
  byHand: { run: "nc -w 1 {host} {port} </dev/null | wc -c", right: "4" },
  recognise: byGreeting,
  serve: timeStream((nowMs) => joinBytes(utf8("Time: "), timeBytes(nowMs))),
});
