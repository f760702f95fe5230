import { failedNamed, somePassed } from "../../../lib/diagnose/web/failing.ts";
import { readsChunks, refusesChunks, wasTaken } from "../../../lib/diagnose/web/following.ts";
import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A coding that isn't chunked alone is taken for what `read` says. */
function readingAs(
  read: (codings: string) => ReturnType<Steps["contentLength"]>,
): Steps["contentLength"] {
  return (request) => {
    const codings = valuesOf(request, "transfer-encoding").join().toLowerCase();
    const isOther = codings === "" || codings === "chunked" ||
      valuesOf(request, "content-length").length > 0;
    if (isOther) return RIGHT.contentLength(request);
    return read(codings);
  };
}

/** A coding that isn't known is as good as none. */
export const transferCodingIgnored = webMistake({
  id: "transfer-coding-ignored",
  kind: "mistake",
  title: "Takes an unknown Transfer-Encoding for none, or for chunked",
  shows: "a request is served whose Transfer-Encoding the server can't know",
  why:
    "Who doesn't know the coding doesn't know where the content ends: the rest of it is taken for the next request. Only chunked, alone, tells the end; strstr() also finds it in xchunked. Answer 501 to all else, and close the connection.",
  code: {
    c: {
      wrong: 'chunked = strstr(value, "chunked") != NULL;',
      right:
        'if (strcasecmp(value, "chunked") != 0)\n    return send_error(client, 501);   /* and close() */\nchunked = 1;',
    },
    python: {
      wrong: 'chunked = "chunked" in fields.get("transfer-encoding", "")',
      right:
        'coding = fields.get("transfer-encoding")\nif coding is not None and coding.lower() != "chunked":\n    return error(501)   # and close the connection',
    },
    java: {
      wrong: 'boolean chunked = "chunked".equals(coding);   // and all else is ignored',
      right:
        'if (coding != null && !coding.equalsIgnoreCase("chunked"))\n    return error(501);   // and close()',
    },
    javascript: {
      wrong: 'const chunked = coding?.includes("chunked");',
      right:
        'if (coding !== undefined && coding.toLowerCase() !== "chunked") return error(501);   // and end()',
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: nonsense\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "501",
  },
  recognise: byFailures({
    "te-unknown": isTaken,
    "te-identity": isTaken,
    "te-not-final": isTaken,
    "te-xchunked": isTaken,
  }, {
    // Who never reads chunks ignores every coding.
    unless: (run) => failedNamed(run, "acc-chunked", "get-chunked-in-sync").length > 0,
  }),
  serve: web({ contentLength: readingAs(() => 0) }),
  variants: {
    substring: web({
      contentLength: readingAs((codings) => codings.includes("chunked") ? "chunked" : -501),
    }),
    "all-chunked": web({ contentLength: readingAs(() => "chunked") }),
  },
});

/** Whether such a request was taken by a server that looks at codings. */
function isTaken(seen: Observation, run: Observations): boolean {
  const looks = readsChunks(run) || refusesChunks(run) || somePassed(run, "te-unknown");
  return looks && wasTaken(seen);
}
