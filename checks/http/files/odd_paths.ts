import { type SiteFile, targetOf } from "../../../lib/site/site.ts";
import { fieldValue } from "../../../lib/http/mod.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { between, closed, judgeAnswer, served, status } from "../answer.ts";
import { askedFor, expectFound } from "../content/expect_file.ts";
import { httpCheck } from "../http_check.ts";
import { pickFolder, plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";
import { TYPES } from "./media_types.ts";

/** A folder without its slash. */
export const folderWithoutSlash = httpCheck({
  id: "http/files/get-dir-redirect",
  title: "Sends a client on from a folder to its path with a slash",
  level: "strict",
  must:
    "Answer a GET for a folder without its slash with a redirect to the path with it, or 200, 403 or 404.",
  why:
    "fopen() opens a folder, and reading from it fails: a server that doesn't look hangs, or crashes, or sends nothing.",
  sources: [rfc("9110 §15.4.2")],
  alone: true,
  byHand: (run) => ({
    run: `curl -m 3 -sI http://{host}:{port}/${
      pickFolder(run, { hasIndex: true }).path
    } | head -1 | cut -d' ' -f2`,
    right: "301, 302, 303, 307 or 308, or 200, 403 or 404",
  }),
  async run(http) {
    const { path } = pickFolder(http.run, { hasIndex: true });
    const exchange = await http.ask({ target: `/${path}` });
    const asked = "A GET for a folder without its slash";
    const { response } = exchange;
    judgeAnswer(exchange, {
      complies: [status("9110 §15.4", 301, 302, 303, 307, 308), status("9110 §15", 200, 403, 404)],
      tolerable: [between("9110 §15.5", 400, 499)],
    }, asked);
    const code = response?.head?.status ?? 0;
    if (code >= 300 && code < 400) {
      const location = fieldValue(response?.head?.fields ?? [], "Location");
      if (location === undefined || !new RegExp(`/${path}/(?:\\?.*)?$`).test(location)) {
        throw new Mismatch(
          `${asked} was answered ${code} with ${
            location === undefined ? "no Location" : "another Location than the folder's"
          }`,
          {
            evidence: "bytes",
            expected: `a Location that ends in /${path}/`,
            observed: location ?? "none",
          },
        );
      }
    }
    const file = plainFile(http.run);
    expectFound(await http.ask({}, { file }), file, "A GET behind the one for a folder");
  },
});

/** A folder that has nothing to show. */
export const folderWithoutIndex = httpCheck({
  id: "http/files/get-dir-no-index",
  title: "Answers for a folder that has no index.html",
  level: "strict",
  must: "Answer a GET for a folder without an index.html with 403, 404, or a list of its files.",
  why: "The file that / stands for need not be there: open() fails, and that is an answer, too.",
  sources: [rfc("9110 §15.5.5")],
  alone: true,
  async run(http) {
    const { path } = pickFolder(http.run, { hasIndex: false });
    const exchange = await http.ask({ target: `/${path}/` });
    judgeAnswer(
      exchange,
      { complies: [status("9110 §15.5.5", 403, 404), served("9110 §15.3.1")] },
      "A GET for a folder without an index.html",
    );
  },
});

/** Dots on the way that stay inside. */
export const dotInside = httpCheck({
  id: "http/files/get-dot-inside",
  title: "Answers a path with .. that stays inside",
  level: "strict",
  must: "Serve the file that a path with .. means inside the document root, or refuse it with 4xx.",
  why: "Clients take such dots out before they ask; a server may do the same or refuse them.",
  sources: [rfc("9110 §17.3")],
  async run(http) {
    const { path } = pickFolder(http.run, { hasIndex: true });
    const up = path.split("/").map(() => "..").join("/");
    const target = `/${path}/${up}${targetOf(plainFile(http.run))}`;
    const exchange = await http.ask({ target });
    judgeAnswer(
      exchange,
      {
        complies: [
          served("9110 §15.3.1"),
          between("9110 §15.5", 400, 499),
          between("9110 §15.4", 300, 399),
        ],
      },
      askedFor(exchange),
    );
  },
});

/** A percent sign that begins nothing. */
export const badPercent = httpCheck({
  id: "http/files/get-bad-percent",
  title: "Refuses a percent sign without two digits",
  level: "strict",
  must: "Answer a path with %zz with 400 or 404.",
  why: "sscanf() and strtol() take what they can get: look at both digits before you believe them.",
  sources: [rfc("9110 §4.1"), rfc("9112 §3.2")],
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/%zz",
    right: "400 or 404",
  },
  async run(http) {
    judgeAnswer(
      await http.ask({ target: "/%zz", isHostile: true }),
      {
        complies: [status("9112 §3.2", 400, 404)],
        tolerable: [between("9110 §15.5", 400, 499), closed("9112 §2.2")],
      },
      "GET /%zz",
    );
  },
});

/** What type goes with which ending. */
export const typeMap = httpCheck({
  id: "http/files/get-type-map",
  title: "Sends the Content-Type that belongs to each kind of file",
  level: "standard",
  must:
    "Send text/html for .html, text/plain for .txt, text/css for .css, text/javascript for .js, image/png for .png.",
  why: "A browser ignores a style sheet that comes as text/html.",
  sources: [rfc("9110 §8.3")],
  byHand: {
    run: "curl -m 3 -sI http://{host}:{port}/style.css | grep -ic '^content-type: text/css'",
    right: "1",
  },
  async run(http) {
    const byEnding = new Map<string, SiteFile>();
    for (const file of http.run.files) {
      const ending = /\.([a-z]+)$/.exec(file.path)?.[1] ?? "";
      if (TYPES.has(ending) && file.bytes.length > 0 && !byEnding.has(ending)) {
        byEnding.set(ending, file);
      }
    }
    const wrong: string[] = [];
    for (const [ending, file] of byEnding) {
      const { response } = await http.ask({ target: targetOf(file) }, { file });
      const value = fieldValue(response?.head?.fields ?? [], "Content-Type");
      const type = value?.split(";")[0]?.trim().toLowerCase() ?? "";
      if (response?.head?.status !== 200 || value === undefined) continue; // told elsewhere
      if (!TYPES.get(ending)?.includes(type)) wrong.push(`.${ending} as ${value}`);
    }
    if (wrong.length === 0) return;
    const due = [...byEnding.keys()].map((ending) => `.${ending} as ${TYPES.get(ending)?.[0]}`);
    throw new Mismatch(
      `The Content-Type doesn't fit the file: ${wrong[0]}${
        wrong.length > 1 ? `, and ${wrong.length - 1} more` : ""
      }`,
      {
        evidence: "bytes",
        expected: due.join(", "),
        observed: wrong.join(", "),
      },
    );
  },
});

const MANY = 300;

/** A file opened and never closed is missed after a while. */
export const manySequential = httpCheck({
  id: "http/files/get-many-sequential",
  title: `Serves ${MANY} requests one after another`,
  level: "standard",
  must: `Serve ${MANY} clients that come one after another, each with a connection of its own.`,
  why:
    "close() the socket and fclose() the file every time: a program may hold only so many at once.",
  sources: [rfc("9110 §9.3.1")],
  alone: true,
  async run(http) {
    http.context.afford({ exchanges: MANY });
    const file = plainFile(http.run);
    for (let i = 1; i <= MANY; i++) {
      const exchange = await http.ask({}, { file });
      expectFound(exchange, file, `Request ${i} of ${MANY}`);
    }
  },
});
