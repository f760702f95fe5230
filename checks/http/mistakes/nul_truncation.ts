import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { was2xx } from "../../../lib/diagnose/web/failing.ts";
import { percentDecoded } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A decoded NUL ends the name. */
export const nulTruncation = webMistake({
  id: "nul-truncation",
  kind: "mistake",
  title: "%00 in a path ends the file's name",
  shows: "a path with %00 behind a file's name brings that file",
  why:
    "%00 is decoded to a NUL, and open() reads a name up to the first NUL. Whoever looked at the ending before, .png, was deceived. Refuse a NUL in a path.",
  code: {
    c: {
      wrong: "*out = hex(in + 1);",
      right: "*out = hex(in + 1);\nif (*out == '\\0') return send_error(client, 400);",
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/index.html%00.png",
    right: "400 or 404",
  },
  recognise: byFailures({ "nul-in-path": was2xx }, {
    unless: (run) => run.of("content/get-404")?.status !== "pass",
  }),
  serve: web({
    path(target) {
      if (!target.includes("%00")) return RIGHT.path(target);
      return (percentDecoded(target) ?? "").split("\0")[0] ?? "";
    },
  }),
});
