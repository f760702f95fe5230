import { byPrefix } from "../../../lib/diagnose/additions.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { withPrefix } from "../../slips.ts";

/** Each reply has a text in front. */
export const addsPrefix = mistake({
  id: "adds-prefix",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Puts a text in front of each reply",
  shows: "the same text stands before each piece that comes back",
  why:
    "“Echo: ” is nice for a person and wrong for a program: the client compares what comes back with what it sent.",
  code: {
    c: {
      wrong: 'n = sprintf(out, "Echo: %s", buf); send(client, out, n, 0);',
      right: "send(client, buf, n, 0);",
    },
    python: { wrong: 'client.sendall(b"Echo: " + data)', right: "client.sendall(data)" },
    java: { wrong: 'out.print("Echo: " + text);', right: "out.write(buf, 0, n);" },
    javascript: { wrong: "socket.write(`Echo: ${data}`);", right: "socket.write(data);" },
  },
  byHand: { run: "printf 'hi\\n' | nc -w 1 {host} {port}", right: "hi" },
  recognise: byPrefix,
  serve: eachPiece(withPrefix),
});
