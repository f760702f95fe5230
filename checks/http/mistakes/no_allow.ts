import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { isFailed } from "../../../lib/diagnose/web/failing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** 405 says no, and not what would do. */
export const noAllow = webMistake({
  id: "no-allow",
  kind: "mistake",
  title: "405 without Allow",
  shows: "an answer 405 comes without an Allow field",
  why:
    "405 says that the method isn't for this file. Allow must stand beside it, with the methods that are: the client has been told no, and wants to know what would do.",
  code: {
    c: {
      wrong: 'send_head(client, "405 Method Not Allowed", NULL);',
      right: 'send_head(client, "405 Method Not Allowed", "Allow: GET, HEAD\\r\\n");',
    },
    python: {
      wrong: 'return answer("405 Method Not Allowed", [])',
      right: 'return answer("405 Method Not Allowed", ["Allow: GET, HEAD"])',
    },
    javascript: {
      wrong: "response.writeHead(405);",
      right: 'response.writeHead(405, { Allow: "GET, HEAD" });',
    },
  },
  byHand: {
    run: "curl -m 3 -si -X POST http://{host}:{port}/ | grep -icE '^HTTP/1.1 405|^allow:'",
    right: "2, or 0",
  },
  recognise: byFailures({ "method-405-allow": isFailed }),
  serve: web({
    errorFields: (status, request) => status === 405 ? [] : RIGHT.errorFields(status, request),
  }),
});
