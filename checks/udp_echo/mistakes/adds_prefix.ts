import { byPrefix } from "../../../lib/diagnose/additions.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { withPrefix } from "../../slips.ts";

/** Each reply has a text in front. */
export const addsPrefix = mistake({
  id: "adds-prefix",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Puts a text in front of each reply",
  shows: "the same text stands before each reply",
  why:
    "“Echo: ” is nice for a person and wrong for a program: the client compares what comes back with what it sent.",
  code: {
    c: {
      wrong: 'len = sprintf(out, "Echo: %s", buf); sendto(server, out, len, 0, …);',
      right: "sendto(server, buf, n, 0, …);",
    },
    python: {
      wrong: 'server.sendto(b"Echo: " + data, sender)',
      right: "server.sendto(data, sender)",
    },
    javascript: {
      wrong: "server.send(`Echo: ${message}`, sender.port, sender.address);",
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -u -w 1 {host} {port}", right: "hi" },
  recognise: byPrefix,
  serve: eachDatagram((payload) => withPrefix(payload)),
});
