import { failedNamed } from "../../../lib/diagnose/web/failing.ts";
import { wasTaken, wasUsedOn } from "../../../lib/diagnose/web/following.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps, WebRequest } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Where both are there, one of the two fields is not looked at. */
function without(field: "content-length" | "transfer-encoding"): Steps["contentLength"] {
  return (request: WebRequest) => {
    const isBoth = ["content-length", "transfer-encoding"].every((name) =>
      valuesOf(request, name).length > 0
    );
    const fields = request.fields.filter(([name]) => !isBoth || name !== field);
    return RIGHT.contentLength({ ...request, fields });
  };
}

/** A length and a coding in one request, and the connection is used on. */
export const smugglingLengthAndCoding = webMistake({
  id: "smuggling-length-and-coding",
  kind: "mistake",
  title: "Goes on behind a request with a length and a coding",
  shows:
    "behind a request with both Content-Length and Transfer-Encoding the connection is used on, and rest of its content may be taken for a request",
  why:
    "One program on the way goes by the length, another by the coding: what lies between is content for the one and a request for the other. Answer 400, or go by the coding, and close() the connection either way: nobody knows where the next request begins.",
  code: {
    c: {
      wrong: "if (length >= 0) read_bytes(client, length);\nelse if (chunked) read_chunks(client);",
      right: "if (length >= 0 && chunked)\n    return send_error(client, 400);   /* and close() */",
    },
    python: {
      wrong: 'if "content-length" in fields: …\nelif "transfer-encoding" in fields: …',
      right:
        'if "content-length" in fields and "transfer-encoding" in fields:\n    return error(400)   # and close the connection',
    },
    java: {
      wrong: "if (length >= 0) readBytes(length); else if (chunked) readChunks();",
      right: "if (length >= 0 && chunked) return error(400);   // and close()",
    },
    javascript: {
      wrong: 'if ("content-length" in fields) … else if ("transfer-encoding" in fields) …',
      right:
        'if ("content-length" in fields && "transfer-encoding" in fields) return error(400);   // and end()',
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\nGET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' | nc -w 1 {host} {port} | grep -ac '^HTTP/1.1'",
    right: "1",
  },
  recognise: byFailures(
    { "te-with-cl": (seen) => wasUsedOn(seen) && wasTaken(seen) },
    // Who ignores every coding ignores this one, too.
    { unless: (run) => failedNamed(run, "acc-chunked", "get-chunked-in-sync").length > 0 },
  ),
  serve: web({ contentLength: without("transfer-encoding") }),
  variants: { "coding-wins": web({ contentLength: without("content-length") }) },
});
