import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import { failedNamed, isNamed, wasDropped, wasSilent } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Where an error is due, whatever else the server can. */
const ERRORS = [
  "get-404*",
  "get-dir-*",
  "get-path-case",
  "get-bad-percent",
  "method-case",
  "method-prefix",
  "method-unknown",
  "method-not-allowed",
  "rej-host-*",
  "rej-name-*",
  "rej-space-colon",
  "rej-no-colon",
  "rej-empty-name",
  "rej-version-*",
  "rej-garbage-line",
  "rej-method-alone",
  "options-*",
];
/** Where one may be. */
const OTHERS = [
  "head-404",
  "connect-refused",
  "rej-*",
  "ws-*",
  "obs-fold",
  "te-*",
  "ck-*",
  "cl-*",
  "post-*",
  "acc-chunk*",
  "expect-*",
  "range-*",
  "if-match-fail",
  "trav-*",
  "nul-in-path",
  "acc-leading-crlf",
  "acc-minor-version",
  "acc-uri-8000",
  "lim-*",
  "surv-garbage",
];

/** What isn't understood, or isn't there, gets no answer. */
export const noErrorAnswer = webMistake({
  id: "no-error-answer",
  kind: "mistake",
  title: "Doesn't answer what it can't serve",
  shows:
    "a request that should get an error gets nothing: silence, or the bare end of the connection",
  why:
    "A client that gets nothing can't tell whether the server is slow, dead or refuses it, and waits. Every way out of your function must send an answer: 404 for what isn't there, 501 for a method that you don't know, 400 for what is no request.",
  code: {
    c: {
      wrong: 'if (strcmp(method, "GET") != 0) return;   /* or: close(client) */',
      right: 'if (strcmp(method, "GET") != 0) return send_error(client, 501);',
    },
    python: {
      wrong: "except FileNotFoundError: return",
      right: "except FileNotFoundError: return error(404)",
    },
    java: {
      wrong: "catch (IOException e) { return; }",
      right: "catch (NoSuchFileException e) { return error(404); }",
    },
    javascript: {
      wrong: "fs.readFile(path, (error, body) => { if (!error) send(body); });",
      right: "fs.readFile(path, (error, body) => error ? notFound() : send(body));",
    },
  },
  byHand: {
    run:
      "printf 'FOO / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "501",
  },
  alike: {
    ids: ["null-dereference"],
    words:
      "Where each client has a process of its own, one that dies of the request looks the same: the program's own output, and dmesg, tell of it.",
  },
  recognise: webRecogniser((run) => {
    if (run.goneAfter !== null) return null;
    const isShown = failedNamed(run, ...ERRORS).some((seen) =>
      seen.status === "fail" && isUnanswered(seen)
    ); // to close may do
    return isShown && !isPieceLost(run)
      ? { explains: (seen) => isNamed(seen, ...ERRORS, ...OTHERS) && isUnanswered(seen) }
      : null;
  }),
  serve: web({
    reacts: (status, request) =>
      status === 400 && request !== null && valuesOf(request, "host").length !== 1
        ? "hang"
        : "answer",
  }),
  variants: {
    methods: web({ reacts: (status) => status === 501 ? "hang" : "answer" }),
    "closes-methods": web({
      interim: () => "",
      reacts: (status, request) => request !== null && status > 400 ? "close" : "answer",
    }),
    missing: web({
      reacts: (_, request) => /nothing|SCRIPT/.test(request?.target ?? "") ? "hang" : "answer",
    }),
    "closes-missing": web({
      reacts: (_, request) => /nothing|SCRIPT/.test(request?.target ?? "") ? "close" : "answer",
    }),
    "closes-malformed": web({
      reacts: (status) => status === 400 ? "close" : "answer",
    }),
  },
});

function isUnanswered(seen: Observation): boolean {
  return wasSilent(seen) || wasDropped(seen);
}

/** Whether even a plain request goes unanswered when it comes in pieces. */
function isPieceLost(run: Observations): boolean {
  return failedNamed(run, "acc-split-segments").some(isUnanswered);
}
