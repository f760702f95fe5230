import { type Mistake, mistake } from "../../../lib/mistake.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { byQuestion } from "../diagnose.ts";

/** Something is received before the time is sent. */
export const waitsForRequest: Mistake = mistake({
  id: "waits-for-request",
  suites: ["tcp-time"],
  kind: "mistake",
  title: "Waits for a request",
  shows: "nothing comes until the client has sent something",
  why:
    "In the Time Protocol the connection itself is the question: the client connects and reads. With a recv() before the send(), both sides wait for ever.",
  code: {
    c: {
      wrong:
        "client = accept(server, NULL, NULL);\nrecv(client, buf, sizeof buf, 0);\nsend(client, &t, 4, 0);",
      right: "client = accept(server, NULL, NULL);\nsend(client, &t, 4, 0);",
    },
    python: { wrong: "client.recv(1024); client.sendall(t)", right: "client.sendall(t)" },
    java: { wrong: "in.read(); out.write(t);", right: "out.write(t);" },
    javascript: {
      wrong: 'createServer((socket) => socket.on("data", () => socket.end(t)))',
      right: "createServer((socket) => socket.end(t))",
    },
  },
  byHand: { run: "sleep 1 | nc -w 1 {host} {port} | wc -c", right: "4" },
  recognise: byQuestion("send"),
  serve: eachClient(async (client, program) => {
    if (await client.recv()) await client.send(timeBytes(program.date()));
  }),
  variants: {
    "or-the-end": eachClient(async (client, program) => {
      await client.recv();
      await client.send(timeBytes(program.date()));
    }),
  },
});
