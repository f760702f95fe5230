import { droppedAtTheEnd } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A longer request is rather too long for a buffer. */
const SHORT_BYTES = 400;

/** What strtok() gave is used unseen. */
export const nullDereference = webMistake({
  id: "null-dereference",
  kind: "mistake",
  title: "A NULL is used as if it were there",
  shows: "the server is gone after a request that is short or strange",
  why:
    "strtok(), strchr(), sscanf() and fopen() say by NULL, or by a small number, that they found nothing. Used all the same, that is a segmentation fault, which ends the program.",
  code: {
    c: {
      wrong: 'char *path = strtok(NULL, " ");\nif (strcmp(path, "/") == 0)',
      right: 'char *path = strtok(NULL, " ");\nif (path == NULL) return send_error(client, 400);',
    },
    python: {
      wrong: "method, target, version = line.split()",
      right: "parts = line.split()\nif len(parts) != 3:\n    return error(400)",
    },
  },
  byHand: {
    run:
      "printf 'GET\\r\\n\\r\\n' | nc -w 1 {host} {port} >/dev/null; nc -z -w 1 {host} {port} && echo alive",
    right: "alive",
  },
  alike: {
    ids: ["die-with-error"],
    words: "An exception that nobody catches looks the same: the program's own output says which.",
  },
  recognise: webRecogniser((run) => {
    const fatal = droppedAtTheEnd(run).filter(({ request }) =>
      !request.isPlain && request.text.length <= SHORT_BYTES
    );
    return fatal.length > 0 ? { explains: ({ id }) => id === run.goneAfter } : null;
  }),
  serve: web({ survives: (request) => request !== null }),
});
