import { lineOf } from "../../../lib/diagnose/web/exchange.ts";
import { byProblem } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Lines of a head end in LF alone. */
export const lfLineEnds = webMistake({
  id: "lf-line-ends",
  kind: "mistake",
  title: "Head lines end in \\n instead of \\r\\n",
  shows: "lines of the head end in the byte 0a, with no 0d before it",
  why:
    "HTTP ends each line of a head with two bytes, CR LF. Browsers forgive a lone LF; proxies and other clients need not.",
  code: {
    c: {
      wrong: 'sprintf(head, "HTTP/1.1 200 OK\\nContent-Length: %ld\\n\\n", size);',
      right: 'sprintf(head, "HTTP/1.1 200 OK\\r\\nContent-Length: %ld\\r\\n\\r\\n", size);',
    },
    python: {
      wrong: 'head = "HTTP/1.1 200 OK\\n" + fields + "\\n"',
      right: 'head = "HTTP/1.1 200 OK\\r\\n" + fields + "\\r\\n"',
    },
    java: {
      wrong: 'out.println("HTTP/1.1 200 OK");',
      right: 'out.print("HTTP/1.1 200 OK\\r\\n");',
    },
    javascript: {
      wrong: "socket.write(`HTTP/1.1 200 OK\\n${fields}\\n`);",
      right: "socket.write(`HTTP/1.1 200 OK\\r\\n${fields}\\r\\n`);",
    },
  },
  byHand: {
    run: "curl -m 3 -si http://{host}:{port}/ | head -1 | tail -c 2 | od -An -tx1 | tr -d ' '",
    right: "0d0a",
  },
  recognise: byProblem({
    kinds: ["lf-without-cr", "lf-then-cr"],
    checks: ["resp-crlf", "error-answers"],
    // ctime() brings a newline of its own: that is another mistake.
    is: (exchange, problem) =>
      !/^(?:date|last-modified):/i.test(lineOf(exchange, problem) ?? "date:"),
  }),
  serve: web({ head: (lines) => `${lines.join("\n")}\n\n` }),
  variants: {
    "one-line": web({
      head: ([status, ...lines]) => `${status}\r\n${lines.join("\n")}\r\n\r\n`,
    }),
    "empty-line": web({ head: (lines) => `${lines.join("\r\n")}\r\n\n` }),
    errors: web({
      head: (lines) =>
        / [45]\d\d /.test(lines[0] ?? "")
          ? `${lines.join("\n")}\n\n`
          : `${lines.join("\r\n")}\r\n\r\n`,
    }),
    swapped: web({ head: (lines) => `${lines.join("\n\r")}\n\r\n\r` }),
  },
});
