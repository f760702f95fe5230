import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { lacksField } from "../../../lib/diagnose/web/exchange.ts";
import { isFailed } from "../../../lib/diagnose/web/failing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Nobody says what the content is. */
export const noContentType = webMistake({
  id: "no-content-type",
  kind: "mistake",
  title: "No Content-Type",
  shows: "a file comes without a Content-Type field",
  why:
    "Without it a browser has to guess whether it got a page, a picture or a program; a style sheet without a type isn't used at all by some.",
  code: {
    c: {
      wrong: 'dprintf(client, "HTTP/1.1 200 OK\\r\\nContent-Length: %ld\\r\\n\\r\\n", size);',
      right:
        'dprintf(client, "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\nContent-Length: %ld\\r\\n\\r\\n",\n        type_of(path), size);',
    },
    python: {
      wrong: 'fields = [f"Content-Length: {len(body)}"]',
      right: 'fields = [f"Content-Type: {type_of(path)}", f"Content-Length: {len(body)}"]',
    },
    javascript: {
      wrong: "response.writeHead(200);",
      right: 'response.writeHead(200, { "Content-Type": typeOf(path) });',
    },
  },
  byHand: {
    run: "curl -m 3 -sI http://{host}:{port}/ | grep -ic '^content-type: text/html'",
    right: "1",
  },
  recognise: byFailures({ "resp-content-type": isFailed }, {
    unless: (run) => !lacksField(run, "Content-Type"),
  }),
  serve: web({ type: () => null }),
  variants: {
    "html-alone": web({ type: (path) => path.endsWith(".html") ? RIGHT.type(path) : null }),
  },
});
