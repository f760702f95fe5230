import { answersAtTheEnd, conversationsIn } from "../../../lib/diagnose/features.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { failedNamed, somePassed, wasSilent } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A request, or its content, is read to the end of the stream. */
export const waitsForEof = webMistake({
  id: "waits-for-eof",
  kind: "mistake",
  title: "Reads on until the client has ended its side",
  shows:
    "nothing comes for a request, or for one with content, until the client's half-close: then the answer comes",
  why:
    "A client keeps its side open: it waits for the answer. A loop that reads until recv() returns 0 waits for the client meanwhile. The head of a request ends with an empty line, and its content where Content-Length says.",
  code: {
    c: {
      wrong: "while ((n = recv(client, buf + len, sizeof buf - len, 0)) > 0)\n    len += n;",
      right:
        "while (!strstr(buf, \"\\r\\n\\r\\n\") && (n = recv(client, buf + len, sizeof buf - 1 - len, 0)) > 0)\n    buf[len += n] = '\\0';",
    },
    python: {
      wrong: "body = reader.read()",
      right: 'body = reader.read(int(fields["content-length"]))',
    },
    java: {
      wrong: "byte[] body = in.readAllBytes();",
      right: "byte[] body = in.readNBytes(length);",
    },
    javascript: {
      wrong: 'socket.on("end", () => answer(socket, request));',
      right: 'socket.on("data", (data) => { … if (isWhole(request)) answer(socket, request); });',
    },
  },
  byHand: {
    run:
      "(printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n'; sleep 2) | timeout 1 nc {host} {port} | head -1 | cut -d' ' -f2",
    right: "200",
  },
  recognise: webRecogniser((run) => {
    const isLate = (seen: Observation) => conversationsIn(seen).some(answersAtTheEnd);
    const isShown = failedNamed(run, "answers").some(isLate) ||
      (somePassed(run, "answers") && run.of("body/post-cl-body") !== undefined &&
        isLate(run.of("body/post-cl-body")!));
    return isShown ? { explains: (seen) => wasSilent(seen) && isLate(seen) } : null;
  }),
  serve: web({ waitsForEnd: true }),
  variants: {
    content: web({
      interim: () => "",
      contentLength: (request) =>
        request.method === "POST" && valuesOf(request, "content-length").length > 0
          ? Infinity
          : RIGHT.contentLength(request),
    }),
  },
});
