import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { withNewline } from "../../slips.ts";

/** A newline is printed behind each reply. */
export const addsNewline = mistake({
  id: "adds-newline",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Adds a newline",
  shows: "there is a newline behind each reply, which the client never sent",
  why: 'A datagram has its end already. "%s\\n" is for the screen.',
  code: {
    c: {
      wrong: 'len = sprintf(out, "%s\\n", buf); sendto(server, out, len, 0, …);',
      right: "sendto(server, buf, n, 0, …);",
    },
    python: { wrong: 'server.sendto(data + b"\\n", sender)', right: "server.sendto(data, sender)" },
    javascript: {
      wrong: "server.send(`${message}\\n`, sender.port, sender.address);",
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  byHand: { run: "printf 'hi' | nc -u -w 1 {host} {port} | od -An -tx1", right: "68 69" },
  recognise: bySlips(withNewline),
  serve: eachDatagram(withNewline),
});
