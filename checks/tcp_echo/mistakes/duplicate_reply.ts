import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { twice } from "../../slips.ts";

/** Everything is sent twice. */
export const duplicateReply = mistake({
  id: "duplicate-reply",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Sends everything twice",
  shows: "each piece comes back twice",
  why:
    "There are two calls that send: one of them was left over, or printf() goes to the socket, too.",
  code: {
    c: {
      wrong: "send(client, buf, n, 0); …; write(client, buf, n);",
      right: "send(client, buf, n, 0);",
    },
    python: { wrong: "client.sendall(data); client.sendall(data)", right: "client.sendall(data)" },
    javascript: {
      wrong: 'socket.pipe(socket); socket.on("data", (data) => socket.write(data));',
      right: "socket.pipe(socket);",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -w 1 {host} {port}", right: "hi" },
  recognise: bySlips(twice),
  serve: eachPiece(twice),
});
