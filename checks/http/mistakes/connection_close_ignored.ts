import { failedNamed, somePassed } from "../../../lib/diagnose/web/failing.ts";
import { stayedOpen, wasUsedOn } from "../../../lib/diagnose/web/following.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { isNamed } from "../../../lib/diagnose/web/failing.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Who asks for the end waits for it in vain. */
export const connectionCloseIgnored = webMistake({
  id: "connection-close-ignored",
  kind: "mistake",
  title: "Doesn't close the connection when asked to",
  shows: "the connection stays open behind the answer to a request with Connection: close",
  why:
    "The client said that nothing more will come, and waits for the end. Look for close in the list of Connection, send Connection: close with the answer, and close() the socket behind it. With fork() the parent must close() its copy, too.",
  code: {
    c: {
      wrong: "while (read_request(client) > 0)\n    send_answer(client);",
      right:
        "do {\n    if (read_request(client) <= 0) break;\n    send_answer(client);\n} while (!asked_to_close);\nclose(client);",
    },
    python: {
      wrong: "while request := read_request(client):\n    answer(client, request)",
      right:
        'while request := read_request(client):\n    answer(client, request)\n    if "close" in request.fields.get("connection", "").lower():\n        break\nclient.close()',
    },
    java: {
      wrong: "while ((request = readRequest(in)) != null) answer(request, out);",
      right:
        "while ((request = readRequest(in)) != null) {\n    answer(request, out);\n    if (request.asksToClose()) break;\n}\nsocket.close();",
    },
    javascript: {
      wrong: "socket.write(response);",
      right: "if (asksToClose) socket.end(response); else socket.write(response);",
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | timeout 2 nc {host} {port} >/dev/null; test $? = 124 && echo open || echo closed",
    right: "closed",
  },
  recognise: webRecogniser((run) => {
    const [ignored] = failedNamed(run, "close-honoured").filter(stayedOpen);
    const [inList] = failedNamed(run, "close-token").filter(stayedOpen);
    if (ignored) {
      return {
        explains: (seen) =>
          isNamed(seen, "close-echoed", "close-no-more") || wasUsedOn(seen) ||
          (isNamed(seen, "close-*", "http10-closes") && stayedOpen(seen)),
      };
    }
    const isListOnly = inList && somePassed(run, "close-honoured") && somePassed(run, "close-case");
    return isListOnly ? { explains: (seen) => seen === inList } : null;
  }),
  serve: web({
    keepsOpen: (request, status) =>
      RIGHT.keepsOpen(
        request &&
          { ...request, fields: request.fields.filter(([name]) => name !== "connection") },
        status,
      ),
  }),
  variants: {
    always: web({ keepsOpen: (request) => request !== null }),
    "in-a-list": web({
      keepsOpen: (request, status) =>
        request && valuesOf(request, "connection").join().includes(",")
          ? true
          : RIGHT.keepsOpen(request, status),
    }),
  },
});
