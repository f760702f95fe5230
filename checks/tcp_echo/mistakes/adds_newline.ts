import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { withNewline } from "../../slips.ts";

/** A newline is printed behind each piece. */
export const addsNewline = mistake({
  id: "adds-newline",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Adds a newline",
  shows: "there is a newline behind each piece that comes back, which the client never sent",
  why:
    'println() and "%s\\n" end what they print with a newline. An echo server sends what it received, and not a byte more.',
  code: {
    c: { wrong: 'dprintf(client, "%s\\n", buf);', right: "send(client, buf, n, 0);" },
    python: { wrong: 'client.sendall(data + b"\\n")', right: "client.sendall(data)" },
    java: { wrong: "out.println(text);", right: "out.write(buf, 0, n);" },
    javascript: { wrong: "socket.write(`${data}\\n`);", right: "socket.write(data);" },
  },
  byHand: { run: "printf 'hi' | nc -w 1 {host} {port} | od -An -tx1", right: "68 69" },
  recognise: bySlips(withNewline),
  serve: eachPiece(withNewline),
});
