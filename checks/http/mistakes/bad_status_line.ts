import type { WebExchange } from "../../../lib/diagnose/web/exchange.ts";
import { byProblem } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** The first line of an answer, done otherwise. */
function first(line: (code: string, reason: string) => string) {
  return web({
    statusLine(status) {
      const [, code = "", ...reason] = RIGHT.statusLine(status, null).split(" ");
      return line(code, reason.join(" "));
    },
  });
}

/** The first line isn't `HTTP/1.1`, a space, three digits, a space, and a reason. */
export const badStatusLine = webMistake({
  id: "bad-status-line",
  kind: "mistake",
  title: "The status line isn't written as HTTP wants it",
  shows: "the answer doesn't begin with HTTP/1.1, a space, three digits and a space",
  why:
    "A client tells by the first bytes that this is HTTP, of which version, and what became of the request: upper case, the slash, both numbers, one space each, the code before the words. What it can't read there, it gives up.",
  code: {
    c: {
      wrong: 'dprintf(client, "HTTP %d %s\\r\\n", code, reason);',
      right: 'dprintf(client, "HTTP/1.1 %d %s\\r\\n", code, reason);',
    },
    python: {
      wrong: 'line = f"HTTP {code} {reason}\\r\\n"',
      right: 'line = f"HTTP/1.1 {code} {reason}\\r\\n"',
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | grep -acE '^HTTP/1\\.[01] [1-5][0-9][0-9] '",
    right: "1",
  },
  recognise: byProblem({
    kinds: [
      "no-status-line",
      "stray-before-status-line",
      "status-line-version",
      "status-line-space",
      "status-code",
      "status-range",
      "no-space-before-reason",
      "reason-phrase",
    ],
    checks: ["resp-status-line", "resp-status-line-space", "resp-status-range", "error-answers"],
    is: (exchange, { kind }) => kind !== "no-status-line" || isMeantAsStatusLine(exchange),
  }),
  serve: first((code, reason) => `HTTP ${code} ${reason}`),
  variants: {
    "no-version": first((code, reason) => `${code} ${reason}`),
    "lower-case": first((code, reason) => `http/1.1 ${code} ${reason}`),
    "no-slash": first((code, reason) => `HTTP1.1 ${code} ${reason}`),
    "reason-first": first((code, reason) => `HTTP/1.1 ${reason.split(" ")[0]} ${code}`),
    "no-reason": first((code) => `HTTP/1.1 ${code}`),
    "no-space": first((code, reason) => `HTTP/1.1 ${code}${reason.replaceAll(" ", "")}`),
    "two-spaces": first((code, reason) => `HTTP/1.1  ${code} ${reason}`),
    "no-minor": first((code, reason) => `HTTP/1 ${code} ${reason}`),
    colon: first((code, reason) => `HTTP/1.1: ${code} ${reason}`),
    errors: web({
      statusLine: (status) =>
        status >= 400 ? `HTTP ${status} Error` : RIGHT.statusLine(status, null),
    }),
  },
});

/** Whether the first bytes of a connection are a status line after all, as far as it can be read. */
function isMeantAsStatusLine({ response, nth, conversation }: WebExchange): boolean {
  const [line = ""] = new TextDecoder("latin1").decode(response!.body.kept.subarray(0, 80))
    .split("\n");
  return nth === 1 && response!.offset === 0 && conversation.portions.length === 1 &&
    /^\W*http|^\s*[1-5]\d\d\b/i.test(line);
}
