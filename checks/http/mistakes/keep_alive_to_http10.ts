import { isFailed, somePassed } from "../../../lib/diagnose/web/failing.ts";
import { stayedOpen, wasUsedOn } from "../../../lib/diagnose/web/following.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A client of HTTP/1.0 waits for the end. */
export const keepAliveToHttp10 = webMistake({
  id: "keep-alive-to-http10",
  kind: "mistake",
  title: "Keeps the connection of a client of HTTP/1.0 open",
  shows: "the connection stays open behind the answer to a request of HTTP/1.0",
  why:
    "HTTP/1.0 has one request a connection unless the client asks for keep-alive: it may take the end of the connection for the end of the page. close() behind the answer where the request line says HTTP/1.0.",
  code: {
    c: {
      wrong: 'keep = strcasecmp(connection, "close") != 0;',
      right:
        'keep = strcmp(version, "HTTP/1.0") == 0\n    ? strcasecmp(connection, "keep-alive") == 0\n    : strcasecmp(connection, "close") != 0;',
    },
    python: {
      wrong: 'keep = connection.lower() != "close"',
      right:
        'keep = connection.lower() == "keep-alive" if version == "HTTP/1.0" else connection.lower() != "close"',
    },
    java: {
      wrong: 'boolean keep = !"close".equalsIgnoreCase(connection);',
      right:
        'boolean keep = version.equals("HTTP/1.0")\n    ? "keep-alive".equalsIgnoreCase(connection)\n    : !"close".equalsIgnoreCase(connection);',
    },
    javascript: {
      wrong: 'const keep = connection !== "close";',
      right:
        'const keep = version === "HTTP/1.0" ? connection === "keep-alive" : connection !== "close";',
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout 2 nc {host} {port} >/dev/null; test $? = 124 && echo open || echo closed",
    right: "closed",
  },
  recognise: byFailures({
    "http10-closes": (seen, run) =>
      stayedOpen(seen) && somePassed(run, "close-honoured", "close-case"),
    "te-http10": (seen) => isFailed(seen) && wasUsedOn(seen),
  }, { shows: ["http10-closes"] }),
  serve: web({
    keepsOpen: (request, status) =>
      RIGHT.keepsOpen(request && { ...request, version: "HTTP/1.1" }, status),
  }),
});
