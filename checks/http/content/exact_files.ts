import { counted } from "../../../lib/bytes/text.ts";
import type { Level } from "../../../lib/check.ts";
import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import { type SiteFile, targetOf } from "../../../lib/site/site.ts";
import { type HttpCheck, httpCheck } from "../http_check.ts";
import { isAscii, pick, plainFile, rootIndex } from "../pick.ts";
import type { Run } from "../run.ts";
import { rfc } from "../sources.ts";
import { expectFile } from "./expect_file.ts";

interface ExactFile {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly section?: string;
  readonly file: (run: Run) => SiteFile;
  readonly target?: string;
}

const LARGE_BYTES = 512 * 1024;
const CRLF_CRLF = new Uint8Array([13, 10, 13, 10]);

const ROWS: readonly ExactFile[] = [
  {
    name: "get-root",
    title: "Serves index.html for /",
    level: "core",
    must: "Answer GET / with the index.html of the document root.",
    why: "It is the page that a browser asks for when somebody types the address alone.",
    file: rootIndex,
    target: "/",
  },
  {
    name: "get-file-exact",
    title: "Sends a text file as it is",
    level: "core",
    must: "Answer a GET for a file with 200 and exactly its bytes.",
    why: "A byte more or less, and the page is another one.",
    file: plainFile,
  },
  {
    name: "get-nested-file",
    title: "Sends a file of a sub folder",
    level: "core",
    must: "Serve files of the folders below the document root, too.",
    why: "The path of the request is a way from the document root down, whatever its depth.",
    file: (run) =>
      pick(
        run,
        "file in a sub folder",
        ({ path, bytes }) => /^\w+\/[\w-]+\.\w+$/.test(path) && bytes.length > 0,
      ),
  },
  {
    name: "get-binary-exact",
    title: "Sends a binary file as it is",
    level: "core",
    must: "Send the bytes of a binary file unchanged, whatever their values.",
    why:
      'Such a file holds 00, line ends and all the rest: open it with "rb", send the count that fread() returned, and never call strlen() on it.',
    file: (run) =>
      pick(
        run,
        "file with every byte value",
        ({ bytes }) => new Set(bytes).size === 256 && bytes.length < 65_536,
      ),
  },
  {
    name: "get-picture-exact",
    title: "Sends a picture as it is",
    level: "core",
    must: "Send a picture byte for byte.",
    why: "A picture has a 00 among its first bytes; a page that shows none is cut there.",
    file: (run) => pick(run, "picture", ({ path }) => /\.(?:png|gif|jpe?g|ico)$/.test(path)),
  },
  {
    name: "get-crlf-exact",
    title: "Leaves the line ends of a file alone",
    level: "core",
    must: "Send a file whose lines end in CR LF, and one with an empty line, unchanged.",
    why:
      "Reading in text mode turns CR LF into LF, and a search for the empty line must not look into the content.",
    file: (run) =>
      pick(
        run,
        "text with an empty line of CR LF",
        ({ bytes }) =>
          bytes.length < 65_536 && indexOfBytes(bytes, CRLF_CRLF) >= 0 && new Set(bytes).size < 200,
      ),
  },
  {
    name: "get-utf8-exact",
    title: "Sends a text beyond ASCII as it is",
    level: "core",
    must: "Send a text in UTF-8 whole: its length is counted in bytes.",
    why: "A letter as é is two bytes: a length in characters is too short for the text.",
    section: "9110 §8.6",
    file: (run) =>
      pick(
        run,
        "text in UTF-8 beyond ASCII",
        (file) => /^[\w/.-]+\.(?:txt|html?)$/.test(file.path) && !isAscii(file) && isUtf8(file),
      ),
  },
  {
    name: "get-empty-file",
    title: "Sends an empty file as an empty answer",
    level: "standard",
    must: "Answer a GET for an empty file with 200 and no content.",
    why: "fread() returns 0 there: that is its end, no error.",
    section: "9110 §8.6",
    file: (run) =>
      pick(run, "empty file", ({ path, bytes }) => bytes.length === 0 && /^[\w/.-]+$/.test(path)),
  },
  {
    name: "get-large-file",
    title: "Sends a large file whole",
    level: "core",
    must: "Send all of a file that is larger than every buffer on the way.",
    why: "send() may take less than it was given: go on with the rest until all is gone.",
    section: "9110 §8.6",
    file: (run) => pick(run, "file of 512 KiB or more", ({ bytes }) => bytes.length >= LARGE_BYTES),
  },
];

/** Files that must come back byte for byte. */
export const exactFiles: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/content/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: row.why,
    sources: [rfc(row.section ?? "9110 §9.3.1")],
    byHand: (run) => {
      const file = row.file(run);
      const target = row.target ?? targetOf(file);
      if (file.bytes.length === 0) {
        const count = "-w '%{http_code} %{size_download}\\n'";
        return {
          run: `curl -m 3 -so /dev/null ${count} http://{host}:{port}${target}`,
          right: "200 0",
        };
      }
      return {
        run: `curl -m 3 -s http://{host}:{port}${
          row.target ?? targetOf(file)
        } | cmp - '${run.site.docroot}/${file.path}' && echo same`,
        right: "same",
      };
    },
    async run(http) {
      const file = row.file(http.run);
      http.context.afford({ bytes: file.bytes.length });
      expectFile(await http.ask({ target: row.target ?? targetOf(file) }, { file }), file);
    },
  })
);

const BLOCKS = [512, 1024, 4096, 8192, 16_384, 65_536];

/** Files round the sizes of buffers. */
export const blockSizes = httpCheck({
  id: "http/content/get-block-sizes",
  title: "Sends files round the sizes of buffers whole",
  level: "core",
  must: "Send a file whole whose size is a multiple of a buffer's, one byte more, or one less.",
  why:
    "The last block is rarely full: send as many bytes as fread() returned, not as many as the buffer holds.",
  sources: [rfc("9110 §9.3.1")],
  async run(http) {
    const files = http.run.files.filter(({ path, bytes }) =>
      /^[\w/.-]+$/.test(path) && BLOCKS.some((size) => Math.abs(bytes.length - size) <= 1)
    ).slice(0, 8);
    if (files.length === 0) pick(http.run, "file of a buffer's size", () => false);
    for (const file of files) {
      const asked = `GET ${targetOf(file)} (${counted(file.bytes.length, "byte")})`;
      expectFile(await http.ask({ target: targetOf(file) }, { file }), file, asked);
    }
  },
});

function isUtf8({ bytes }: SiteFile): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
