import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { firstLine } from "../../slips.ts";

/** Of several lines in one buffer only the first is answered. */
export const bufferedRestLost = mistake({
  id: "buffered-rest-lost",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Throws away what recv() gave behind the first line",
  shows: "of two lines that arrive in one segment only the first comes back",
  why:
    "TCP may join what the client sent by two calls. One recv() then returns both lines, and a server that takes the first out of the buffer and calls recv() again has overwritten the second.",
  code: {
    c: {
      wrong: 'line = strtok(buf, "\\n"); send(client, line, strlen(line), 0);',
      right: "send(client, buf, n, 0);   /* all n bytes, whatever they hold */",
    },
    python: {
      wrong: 'line = client.recv(1024).split(b"\\n")[0]',
      right: "data = client.recv(1024)   # and keep what is behind the first line",
    },
    javascript: {
      wrong: 'const [line] = data.toString().split("\\n");',
      right: "socket.write(data);   // all of it",
    },
  },
  byHand: { run: "printf 'one\\ntwo\\n' | nc -w 1 {host} {port}", right: "one\ntwo" },
  recognise: bySlips(firstLine),
  serve: eachPiece(firstLine),
});
