import { failedNamed } from "../../../lib/diagnose/web/failing.ts";
import { isFurtherUnanswered } from "../../../lib/diagnose/web/following.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** The connection stays open, and nobody reads from it. */
export const keepAliveNotServed = webMistake({
  id: "keep-alive-not-served",
  kind: "mistake",
  title: "Keeps the connection open, and reads no second request",
  shows: "the second request on a connection gets no answer, and the connection stays open",
  why:
    "In HTTP/1.1 a connection stays open for further requests unless one side says Connection: close. So either go back to recv() for the next one, or send that field and close() behind the answer: a client that is left in between waits for ever.",
  code: {
    c: {
      wrong: "read_request(client); send_answer(client);   /* and no close() */",
      right: "while (read_request(client) > 0)\n    send_answer(client);\nclose(client);",
    },
    python: {
      wrong: "request = read_request(client)\nanswer(client, request)",
      right: "while request := read_request(client):\n    answer(client, request)\nclient.close()",
    },
    java: {
      wrong: "answer(readRequest(in), out);",
      right:
        "for (Request r = readRequest(in); r != null; r = readRequest(in)) answer(r, out);\nsocket.close();",
    },
    javascript: {
      wrong: 'socket.once("data", (data) => answer(socket, data));',
      right: 'socket.on("data", (data) => take(socket, data));   // all requests, one by one',
    },
  },
  byHand: {
    run:
      "curl -m 3 -so /dev/null -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/ http://{host}:{port}/",
    right: "200\n200",
  },
  recognise: webRecogniser((run) =>
    failedNamed(run, "ka-default").some(isFurtherUnanswered)
      ? { explains: isFurtherUnanswered }
      : null
  ),
  serve: web({ reacts: (_status, _request, nth) => nth > 1 ? "hang" : "answer" }),
});
