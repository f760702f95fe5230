import {
  allExchanges,
  exchangesOf,
  hasProblem,
  problemsOf,
  type WebExchange,
} from "../../../lib/diagnose/web/exchange.ts";
import { drawHead } from "../../../lib/diagnose/web/drawing.ts";
import { isNamed, observedStatus } from "../../../lib/diagnose/web/failing.ts";
import { tellsOf, webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

const KINDS = ["no-blank-line", "head-not-ended"] as const;
/** What the content of a file makes of a head that it is read into. */
const MESS = [
  "no-colon",
  "nul-in-head",
  "field-name",
  "field-value",
  "bare-cr",
  "empty-name",
] as const;
/** Groups whose checks read content that begins where nobody can tell. */
const READERS = ["reach", "content", "files", "connection", "concurrency", "range"];

/** Nothing stands between the head and the content. */
export const noBlankLine = webMistake({
  id: "no-blank-line",
  kind: "mistake",
  title: "The empty line behind the head is missing",
  shows: "no empty line stands between the last field and the content",
  why:
    "A client reads field lines until an empty one, \\r\\n alone. Without it the beginning of the file is read as fields, or the head never ends.",
  code: {
    c: {
      wrong: 'sprintf(head, "HTTP/1.1 200 OK\\r\\nContent-Length: %ld\\r\\n", size);',
      right: 'sprintf(head, "HTTP/1.1 200 OK\\r\\nContent-Length: %ld\\r\\n\\r\\n", size);',
    },
    python: {
      wrong: 'head = "\\r\\n".join(lines) + "\\r\\n"',
      right: 'head = "\\r\\n".join(lines) + "\\r\\n\\r\\n"',
    },
    java: {
      wrong: 'out.print("Content-Length: " + size + "\\r\\n");',
      right: 'out.print("Content-Length: " + size + "\\r\\n\\r\\n");',
    },
    javascript: {
      wrong: 'socket.write(lines.join("\\r\\n") + "\\r\\n");',
      right: 'socket.write(lines.join("\\r\\n") + "\\r\\n\\r\\n");',
    },
  },
  byHand: {
    run: "curl -m 3 -sI http://{host}:{port}/ | tr -d '\\r' | tail -1 | grep -c '^$'",
    right: "1",
  },
  recognise: webRecogniser((run) => {
    const shows = (exchange: WebExchange) => hasProblem(exchange, ...KINDS);
    const shown = allExchanges(run).filter(shows);
    if (shown.length === 0) return null;
    const isTold = tellsOf(shown.flatMap((one) => problemsOf(one, [...KINDS, ...MESS])));
    return {
      explains: (seen) => {
        if (isNamed(seen, "resp-head-terminated")) return true;
        if (isTold(seen)) return true;
        return READERS.includes(seen.group) && observedStatus(seen) === null &&
          exchangesOf(seen).some((one) => hasProblem(one, ...KINDS, ...MESS, "body-shorter"));
      },
      draw: drawHead(...KINDS),
    };
  }),
  serve: web({ head: (lines) => `${lines.join("\r\n")}\r\n` }),
  variants: {
    "no-line-end": web({ head: (lines) => lines.join("\r\n") }),
    errors: web({
      head: (lines) =>
        `${lines.join("\r\n")}\r\n${/ [45]\d\d /.test(lines[0] ?? "") ? "" : "\r\n"}`,
    }),
  },
});
