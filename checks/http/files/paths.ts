import type { Level } from "../../../lib/check.ts";
import { type SiteFile, targetOf } from "../../../lib/site/site.ts";
import { NotApplicable } from "../../../lib/wire/mismatch.ts";
import { between, judgeAnswer } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type HttpCheck, httpCheck } from "../http_check.ts";
import { pick, pickFolder, plainFile } from "../pick.ts";
import type { Run } from "../run.ts";
import { rfc } from "../sources.ts";

interface Path {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly section: string;
  /** The file that is due, and the target that asks for it. */
  readonly due: (run: Run) => { readonly file: SiteFile; readonly target: string };
}

const DECODE_WHY =
  "A client writes what may not stand in a path as %XX: two hexadecimal digits for each byte of the name.";

const ROWS: readonly Path[] = [
  {
    name: "get-folder-index",
    title: "Serves a folder's index.html for a path that ends in /",
    level: "core",
    must: "Answer a GET for a path that ends in / with that folder's index.html.",
    why: "Links often name the folder alone.",
    section: "9110 §9.3.1",
    due(run) {
      const { path } = pickFolder(run, { hasIndex: true });
      const file = pick(run, "index in a folder", (file) => file.path === `${path}/${run.index}`);
      return { file, target: `/${path}/` };
    },
  },
  {
    name: "get-query-ignored",
    title: "Leaves the query out of the file's name",
    level: "standard",
    must: "Serve the same file for /name and for /name?x=1.",
    why: "What stands behind ? belongs to the request, not to the path: cut it off before open().",
    section: "9112 §3.2.1",
    due(run) {
      const file = plainFile(run);
      return { file, target: `${targetOf(file)}?x=1` };
    },
  },
  {
    name: "get-percent-decode",
    title: "Decodes %XX in a path",
    level: "standard",
    must: "Take %2E in a path for a dot.",
    why: DECODE_WHY,
    section: "9110 §4.2.3",
    due(run) {
      const file = plainFile(run);
      return { file, target: targetOf(file).replace(/\.(?=[^.]*$)/, "%2E") };
    },
  },
  {
    name: "get-percent-lower",
    title: "Decodes %xx in lower case and for any letter",
    level: "standard",
    must: "Decode any %xx, whatever the case of its digits: %6c is l.",
    why: DECODE_WHY,
    section: "9110 §4.2.3",
    due(run) {
      const file = plainFile(run);
      const { path } = file;
      const at = path.search(/[j-oz][^/]*$/);
      const place = at < 0 ? path.lastIndexOf(".") : at;
      const code = path.charCodeAt(place).toString(16);
      return { file, target: `/${path.slice(0, place)}%${code}${path.slice(place + 1)}` };
    },
  },
  {
    name: "get-space-name",
    title: "Serves a file whose name has a space",
    level: "standard",
    must: "Serve the file whose name has a space for a path with %20.",
    why: DECODE_WHY,
    section: "9110 §4.2.3",
    due(run) {
      const file = pick(
        run,
        "file with a space in its name",
        ({ path, bytes }) => / /.test(path) && !path.includes("%") && bytes.length > 0,
      );
      return { file, target: targetOf(file) };
    },
  },
  {
    name: "get-non-ascii-name",
    title: "Serves a file whose name has other letters than ASCII",
    level: "standard",
    must:
      "Serve the file whose name has letters beyond ASCII for its path in UTF-8, each byte as %XX.",
    why: DECODE_WHY,
    section: "9110 §4.2.3",
    due(run) {
      const file = pick(run, "file with a non-ASCII name", ({ path }) => /[^\0-\x7f]/.test(path));
      return { file, target: targetOf(file) };
    },
  },
  {
    name: "get-percent-name",
    title: "Decodes a path exactly once",
    level: "standard",
    must: "Decode %25 to % and leave what comes of it alone.",
    why: "Decoded twice, %2520 becomes a space; and %252e a dot, behind every check for dots.",
    section: "9110 §4.2.3",
    due(run) {
      const file = pick(run, "file with % in its name", ({ path }) => /%[0-9A-Fa-f]{2}/.test(path));
      return { file, target: targetOf(file) };
    },
  },
];

/** Paths that mean a file, each in a way of its own. */
export const paths: readonly HttpCheck[] = ROWS.map(({ name, section, due, ...row }) =>
  httpCheck({
    id: `http/files/${name}`,
    ...row,
    sources: [rfc(section)],
    byHand: (run) => {
      const { file, target } = due(run);
      return {
        run:
          `curl -m 3 -s 'http://{host}:{port}${target}' | cmp - '${run.site.docroot}/${file.path}' && echo same`,
        right: "same",
      };
    },
    async run(http) {
      const { file, target } = due(http.run);
      expectFound(await http.ask({ target }, { file }), file);
    },
  })
);

/** A server of HTTP on a disk that tells upper case from lower case does so, too. */
export const pathCase = httpCheck({
  id: "http/files/get-path-case",
  title: "Tells upper case from lower case in a path",
  level: "strict",
  must: "Answer 404 for a file's name in another case.",
  why:
    "Two paths that differ in case are two resources; a page that works by accident breaks elsewhere.",
  sources: [rfc("9110 §4.2.3")],
  async run(http) {
    const file = plainFile(http.run);
    const other = file.path.toUpperCase();
    const taken = http.run.site.files.some(({ path }) => path === other);
    if (other === file.path || taken) throw new NotApplicable("The document root has both cases");
    const exchange = await http.ask({ target: `/${other}` });
    judgeAnswer(
      exchange,
      { complies: [between("9110 §15.5", 400, 499)], tolerable: [between("9110 §15.4", 300, 399)] },
      "A path in upper case, where the name is in lower case,",
    );
  },
});
