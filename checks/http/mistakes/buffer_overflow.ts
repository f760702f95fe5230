import { droppedAtTheEnd, isNamed } from "../../../lib/diagnose/web/failing.ts";
import { byProvokedEnd } from "../../../lib/diagnose/web/end_of_program.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A shorter request fits into every buffer. */
const LONG_BYTES = 400;
/** Where more of something is sent than a server need take. */
const MUCH = ["lim-*", "method-long", "cl-huge"];

/** More is written than there is room for. */
export const bufferOverflow = webMistake({
  id: "buffer-overflow",
  kind: "mistake",
  title: "Writes behind the end of a buffer",
  shows: "the server is gone after a request with a long target, a long field or many fields",
  why:
    "strcpy(), sprintf() and sscanf() with %s write as much as comes, and what stands behind the buffer is overwritten: often the program is aborted (“stack smashing detected”), sometimes a stranger's bytes are run. A client decides how long its request is: count, and answer 414 or 431 where it doesn't fit.",
  code: {
    c: {
      wrong: 'char path[256];\nsscanf(line, "%s %s", method, path);',
      right:
        'char path[256];\nif (sscanf(line, "%15s %255s", method, path) != 2)\n    return send_error(client, 400);',
    },
  },
  byHand: {
    run:
      "(printf 'GET /'; head -c 100000 /dev/zero | tr '\\0' a; printf ' HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n') | nc -w 1 {host} {port} >/dev/null; nc -z -w 1 {host} {port} && echo alive",
    right: "alive",
  },
  alike: {
    ids: ["null-dereference", "die-with-error", "no-limit"],
    words:
      "malloc() that gives NULL for so much, or exit() at an error, looks the same. Compile with -fsanitize=address: it names the line.",
  },
  recognise: byProvokedEnd((run) =>
    MUCH.some((name) => run.all.some((seen) => seen.id === run.goneAfter && isNamed(seen, name))) ||
    droppedAtTheEnd(run).some(({ request }) => request.text.length > LONG_BYTES)
  ),
  serve: web({
    isTooLong: () => false,
    survives: (request) =>
      request === null || request.fields.every(([, value]) => value.length < 2000),
  }),
  variants: {
    target: web({
      isTooLong: () => false,
      survives: (request) => (request?.target.length ?? 0) < 5000,
    }),
    fields: web({
      isTooLong: () => false,
      survives: (request) => (request?.fields.length ?? 0) < 1000,
    }),
  },
});
