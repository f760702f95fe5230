import { endsAfterAnswer, hasFailed } from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** One `recv()`, one `send()`, and that was it. */
export const singleRecv = mistake({
  id: "single-recv",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "One recv(), one send(), then close()",
  shows:
    "the first piece comes back, then the connection ends; what the client sends later is lost",
  why:
    "One recv() returns what has arrived so far, not all that the client will ever send. Only when it returns 0 has the client ended its side: until then it takes a loop.",
  code: {
    c: {
      wrong: "n = recv(client, buf, sizeof buf, 0); send(client, buf, n, 0); close(client);",
      right:
        "while ((n = recv(client, buf, sizeof buf, 0)) > 0) send(client, buf, n, 0);\nclose(client);",
    },
    python: {
      wrong: "client.sendall(client.recv(1024)); client.close()",
      right: "while data := client.recv(1024):\n    client.sendall(data)\nclient.close()",
    },
    java: {
      wrong: "n = in.read(buf); out.write(buf, 0, n); socket.close();",
      right: "while ((n = in.read(buf)) != -1) out.write(buf, 0, n);\nsocket.close();",
    },
    javascript: {
      wrong: 'socket.once("data", (data) => socket.end(data));',
      right: 'socket.on("data", (data) => socket.write(data));',
    },
  },
  byHand: {
    run: "(printf 'one\\n'; sleep 0.3; printf 'two\\n') | nc -w 1 {host} {port}",
    right: "one\ntwo",
  },
  recognise: recogniser((run) =>
    hasFailed(run, "closing/not-before")
      ? {
        explains: (seen) => seen.conversations.some(endsAfterAnswer),
        contradicts: (seen) =>
          seen.conversations.some(({ portions }) => portions[1] && portions[1].answeredMs !== null),
      }
      : null
  ),
  serve: eachClient(async (client) => {
    const piece = await client.recv();
    if (piece) await client.send(piece);
  }),
});
