import { hasPassed } from "../../../lib/diagnose/features.ts";
import { endedFirst, isPrefix } from "../../../lib/diagnose/conversation.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** A word of the client's ends the connection. */
export const obeysCommands = mistake({
  id: "obeys-commands",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Takes words such as quit for commands",
  shows: "the connection ends when the client sends quit, exit or bye",
  why:
    "The Echo Protocol has no commands. A file that happens to hold such a line must come back whole; a client that is done ends its side by shutdown() or close().",
  code: {
    c: {
      wrong: 'if (strncmp(buf, "quit", 4) == 0) break;',
      right: "/* nothing: recv() returns 0 when the client is done */",
    },
    python: { wrong: 'if data.strip() == b"quit": break', right: "if not data: break" },
    java: { wrong: 'if (line.equals("quit")) break;', right: "if (n == -1) break;" },
    javascript: {
      wrong: 'if (String(data).trim() === "quit") socket.end();',
      right: 'socket.on("end", () => socket.end());',
    },
  },
  byHand: {
    run: "printf 'quit\\nstill here\\n' | nc -w 1 {host} {port}",
    right: "quit\nstill here",
  },
  recognise: recogniser((run) =>
    hasPassed(run, "payload/short-line")
      ? {
        explains: ({ id, conversations: [one] }) =>
          id.endsWith("/command-words") && one !== undefined && endedFirst(one) &&
          isPrefix(one.received, one.sent),
      }
      : null
  ),
  serve: eachClient(async (client) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      if (/^(quit|exit|bye)/i.test(String.fromCharCode(...piece.subarray(0, 4)))) return;
      await client.send(piece);
    }
  }),
});
