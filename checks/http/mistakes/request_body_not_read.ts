import type { Observation } from "../../../lib/diagnose/observation.ts";
import { exchangesOf } from "../../../lib/diagnose/web/exchange.ts";
import { isNamed, was2xx } from "../../../lib/diagnose/web/failing.ts";
import { wasUsedOn } from "../../../lib/diagnose/web/following.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Where content is sent with a request, and a request behind it. */
const IN_SYNC = [
  "post-unread-body",
  "get-body-in-sync",
  "acc-chunk*",
  "get-chunked-in-sync",
  "acc-trailer",
  "acc-many-chunks",
];

/** Of these, the ones with content of the plainest kind. */
const PLAIN = ["post-unread-body", "get-body-in-sync", "acc-chunked", "get-chunked-in-sync"];

/** The content of a request stays in the stream. */
export const requestBodyNotRead = webMistake({
  id: "request-body-not-read",
  kind: "mistake",
  title: "The content of a request is left in the stream",
  shows: "the content of a request is taken for the next request on the connection",
  why:
    "What isn't read by recv() stays where it is: the next request is looked for in front of it. Content-Length says how much there is, or chunks do; read it to its end, or close the connection.",
  code: {
    c: {
      wrong: "/* the head was read: answer, and read the next request */",
      right:
        "while (length > 0 && (n = recv(client, buf, length < sizeof buf ? length : sizeof buf, 0)) > 0)\n    length -= n;",
    },
    python: {
      wrong: "answer(client, request)",
      right: "body = reader.read(int(fields.get('content-length', 0)))\nanswer(client, request)",
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 5\\r\\n\\r\\nhelloGET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | grep -ac '^HTTP/1.1 400'",
    right: "0",
  },
  recognise: webRecogniser((run) => {
    const shown = run.failed.filter((seen) =>
      isNamed(seen, ...IN_SYNC) && seen.evidence === "bytes" && isTakenForRequest(seen)
    );
    if (!shown.some((seen) => isNamed(seen, ...PLAIN))) return null;
    const isLengthLeft = shown.some((seen) => isNamed(seen, "post-*", "get-body-*"));
    const left = ["ck-*", "te-*", ...(isLengthLeft ? ["rej-cl-*"] : [])];
    return { explains: (seen) => shown.includes(seen) || (isNamed(seen, ...left) && isOff(seen)) };
  }),
  serve: web({ contentLength: () => 0 }),
  variants: {
    chunked: web({
      contentLength: (request) =>
        valuesOf(request, "transfer-encoding").length > 0 ? 0 : RIGHT.contentLength(request),
    }),
  },
});

/** The request itself was answered, and what stands behind its head got an answer of its own. */
function isTakenForRequest(seen: Observation): boolean {
  const [first] = exchangesOf(seen);
  return first?.status !== 400 && /^(?:400|404|501|405)\b|answers$/.test(seen.observed ?? "");
}

/** Whether a request was taken, or the connection used on: the content was no part of it. */
function isOff(seen: Observation): boolean {
  return was2xx(seen) || wasUsedOn(seen);
}
