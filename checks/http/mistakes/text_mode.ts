import { byChanges } from "../../../lib/diagnose/web/changes.ts";
import { crLfAsLf, lfAsCrLf, linesWith, universalNewlines } from "../../slips.ts";
import { web, webMistake } from "../web_mistake.ts";

const CONVERSIONS = [
  crLfAsLf,
  universalNewlines,
  lfAsCrLf,
  linesWith("\n"),
  linesWith("\r\n"),
];

/** Line ends of files are converted. */
export const textMode = webMistake({
  id: "text-mode",
  kind: "mistake",
  title: "Files are read as lines of text",
  shows: "CR LF in a file comes as LF, or LF as CR LF",
  why:
    "Text mode and readLine() give lines, and what ended them is lost: it is written as the system, or the program, likes it. In a picture the bytes 0D 0A are no line end at all. Read a file as bytes.",
  code: {
    c: {
      wrong:
        'while (getline(&line, &size, f) > 0) {\n    line[strcspn(line, "\\r\\n")] = \'\\0\';\n    dprintf(client, "%s\\n", line);\n}',
      right: "while ((n = fread(buf, 1, sizeof buf, f)) > 0)\n    send(client, buf, n, 0);",
    },
    python: { wrong: 'body = open(name, "r").read()', right: 'body = open(name, "rb").read()' },
    java: {
      wrong: "while ((line = reader.readLine()) != null) out.println(line);",
      right: "Files.copy(name, out);",
    },
    javascript: {
      wrong: 'text.split(/\\r?\\n/).join("\\n")',
      right: "fs.readFile(name, (error, body) => socket.write(body));",
    },
  },
  byHand: {
    run:
      "curl -m 3 -s http://{host}:{port}/texts/telex-crlf.txt | cmp - fixtures/www/texts/telex-crlf.txt && echo same",
    right: "same",
  },
  recogniseBy: (site) => byChanges(site, ...CONVERSIONS),
  serve: web({ read: ({ bytes }) => crLfAsLf(bytes) }),
  variants: {
    "to-crlf": web({ read: ({ bytes }) => lfAsCrLf(bytes) }),
    "any-line-end": web({ read: ({ bytes }) => universalNewlines(bytes) }),
    "read-line": web({ read: ({ bytes }) => linesWith("\n")(bytes) }),
    "print-line": web({ read: ({ bytes }) => linesWith("\r\n")(bytes) }),
    "length-of-file": web({ keepsOpen: () => false, frame: crLfAsLf }),
    "text-alone": web({
      read: ({ path, bytes }) => /\.(?:txt|html)$/.test(path) ? crLfAsLf(bytes) : bytes,
    }),
  },
});
