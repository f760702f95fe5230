import { allConversations, isIgnored, isLingering } from "../../../lib/diagnose/features.ts";
import { endedFirst, isEchoed } from "../../../lib/diagnose/conversation.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop, forever } from "../../../lib/serve/echo.ts";

/** The end of the client's side isn't noticed. */
export const eofIgnored = mistake({
  id: "eof-ignored",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Doesn't notice the end: recv() returned 0",
  shows: "after the client's half-close everything has come back, but the end never comes",
  why:
    "recv() returns 0 when the client has ended its side, and again at each further call. A loop that doesn't look for it runs for ever, and the connection stays open.",
  code: {
    c: {
      wrong: "while ((n = recv(client, buf, sizeof buf, 0)) >= 0)",
      right: "while ((n = recv(client, buf, sizeof buf, 0)) > 0)\n    …\nclose(client);",
    },
    python: {
      wrong: "while True: client.sendall(client.recv(1024))",
      right: "while data := client.recv(1024): client.sendall(data)",
    },
    java: {
      wrong: "while (true) { n = in.read(buf); … }",
      right: "while ((n = in.read(buf)) != -1) { … }",
    },
    javascript: {
      wrong: 'createServer({ allowHalfOpen: true }, (socket) => socket.on("data", …))',
      right: 'socket.on("end", () => socket.end());',
    },
  },
  byHand: { run: "printf 'hi\\n' | timeout 3 nc -N {host} {port}; echo $?", right: "hi\n0" },
  alike: {
    ids: ["fd-leak"],
    words:
      "With fork() it may also be the parent that keeps its copy of the connection open: close(client) there, too. ls /proc/PID/fd shows which process holds it.",
  },
  recognise: recogniser((run) => {
    const isFirst = run.of("reach/answers")?.conversations.some(isLingering);
    if (!allConversations(run).some(isLingering)) return null;
    const blocksOthers = isFirst &&
      !run.failed.some(({ conversations }) =>
        conversations.some(({ receivedBytes }) => receivedBytes > 0)
      );
    return {
      explains: ({ conversations }) =>
        conversations.some((one) => isLingering(one) || (blocksOthers && isIgnored(one))),
      contradicts: ({ conversations }) =>
        conversations.some((one) =>
          one.halfCloseMs !== null && one.ending === "end" && isEchoed(one) && !endedFirst(one)
        ),
      isVague: !blocksOthers,
    };
  }),
  serve: eachClient(async (client) => {
    await echoLoop(client);
    await forever();
  }),
});
