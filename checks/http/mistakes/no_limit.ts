import { isNamed } from "../../../lib/diagnose/web/failing.ts";
import { byProvokedEnd } from "../../../lib/diagnose/web/end_of_program.ts";
import { web, webMistake } from "../web_mistake.ts";

/** As much as this is more than a head may have, in bytes. */
const TOO_MUCH_BYTES = 90_000;

/** A head may be as long as it likes. */
export const noLimit = webMistake({
  id: "no-limit",
  kind: "mistake",
  title: "Sets no limit to what a client may send",
  shows: "the server is gone after a head of 100,000 bytes",
  why:
    "A buffer that grows with realloc(), or a string with +=, takes whatever comes, and one client can take all memory by never sending the empty line. Set a limit, some kilobytes for a head, and answer 431 behind it.",
  code: {
    c: {
      wrong: "buf = realloc(buf, size *= 2);",
      right:
        "if (size >= MAX_HEAD) return send_error(client, 431);\nbuf = realloc(buf, size *= 2);",
    },
    python: {
      wrong: 'while b"\\r\\n\\r\\n" not in head:\n    head += client.recv(4096)',
      right:
        'while b"\\r\\n\\r\\n" not in head:\n    if len(head) > 16384: return error(431)\n    head += client.recv(4096)',
    },
    java: {
      wrong: "String line = in.readLine();",
      right: "if (++bytes > 16384) return error(431);   // counted while reading",
    },
    javascript: {
      wrong: 'socket.on("data", (data) => { head += data; … });',
      right:
        'socket.on("data", (data) => {\n  head += data;\n  if (head.length > 16384) return error(431);\n  …\n});',
    },
  },
  byHand: {
    run:
      "(printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nX: '; head -c 1000000 /dev/zero | tr '\\0' a; printf '\\r\\n\\r\\n') | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "431",
  },
  alike: {
    ids: ["buffer-overflow"],
    words:
      "A write behind a large buffer looks the same. Compile with -fsanitize=address: it names the line.",
  },
  recognise: byProvokedEnd((run) =>
    run.all.some((seen) => seen.id === run.goneAfter && isNamed(seen, "lim-*"))
  ),
  serve: web({
    isTooLong: () => false,
    survives: (request) =>
      request === null ||
      request.fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0) <
        TOO_MUCH_BYTES,
  }),
});
