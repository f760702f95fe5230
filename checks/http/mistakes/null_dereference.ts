import { droppedAtTheEnd, isNamed } from "../../../lib/diagnose/web/failing.ts";
import { byProvokedEnd } from "../../../lib/diagnose/web/end_of_program.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A longer request is rather too long for a buffer. */
const SHORT_BYTES = 400;

/** Where a path is asked for that is no file's. */
const ODD_PATHS = [
  "get-dir-*",
  "get-folder-index",
  "get-404*",
  "get-path-case",
  "head-404",
  "crlf-in-path",
  "nul-*",
];

/** What strtok() or fopen() gave is used unseen. */
export const nullDereference = webMistake({
  id: "null-dereference",
  kind: "mistake",
  title: "A NULL is used as if it were there",
  shows:
    "the server is gone after a request that is short or strange, one for a folder, or a client that sent nothing",
  why:
    "strtok(), strchr(), fgets() and fopen() return NULL where they find nothing, and sscanf() tells how little it found; fopen() does open a folder, but its size is rubbish, and malloc() of that is NULL again. Used all the same, that is a segmentation fault, which ends the program.",
  code: {
    c: {
      wrong: 'char *path = strtok(NULL, " ");\nif (strcmp(path, "/") == 0)',
      right: 'char *path = strtok(NULL, " ");\nif (path == NULL) return send_error(client, 400);',
    },
    python: {
      wrong: "method, target, version = line.split()",
      right: "parts = line.split()\nif len(parts) != 3:\n    return error(400)",
    },
    java: {
      wrong: 'String path = in.readLine().split(" ")[1];',
      right:
        'String line = in.readLine();\nif (line == null || line.split(" ").length != 3)\n    return error(400);',
    },
    javascript: {
      wrong: 'const path = line.split(" ")[1].slice(1);',
      right: 'const [method, path] = line.split(" ");\nif (path === undefined) return error(400);',
    },
  },
  byHand: {
    run:
      "printf 'GET\\r\\n\\r\\n' | nc -w 1 {host} {port} >/dev/null; nc -z -w 1 {host} {port} && echo alive",
    right: "alive",
  },
  alike: {
    ids: ["die-with-error", "buffer-overflow"],
    words:
      "exit() at an error, or an exception that nobody catches, looks the same, and so does a write behind a buffer. The program's own output and echo $? tell: 139 is a segmentation fault.",
  },
  recognise: byProvokedEnd((run) =>
    run.goneAfter?.endsWith("/surv-empty") === true ||
    run.goneAfter?.endsWith("/surv-garbage") === true ||
    droppedAtTheEnd(run).some(({ request, seen }) =>
      request.text.length <= SHORT_BYTES && (!request.isPlain || isNamed(seen, ...ODD_PATHS))
    )
  ),
  serve: web({ survives: (request) => request !== null }),
  variants: {
    silent: web({ survivesLeaving: (how) => how !== "silent" }),
    folder: web({
      survives: (request, status) =>
        status > 0 || request === null ||
        !/^\/(?:[^.%]*[^./%]|[^.%]+\/)(?:[?%].*)?$/.test(request.target) ||
        /nothing/.test(request.target),
    }),
    missing: web({ survives: (request) => !/nothing/.test(request?.target ?? "") }),
  },
});
