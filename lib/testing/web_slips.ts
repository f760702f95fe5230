import { latin1, percentDecoded, valuesOf } from "../serve/web/request.ts";
import { RIGHT } from "../serve/web/right.ts";
import type { Steps, WebRequest } from "../serve/web/steps.ts";

/** One slip of a web server, and what it breaks. */
export interface WebSlip {
  readonly name: string;
  readonly steps: Partial<Steps>;
  /** The checks that run, where it isn't all of them. */
  readonly only?: readonly string[];
  /** The checks that must fail, without `http/`. */
  readonly mustFail: readonly string[];
  /** Groups of which more may fail. */
  readonly mayFail?: readonly string[];
}

const CHUNKED = "Transfer-Encoding: chunked";

function chunked(content: Uint8Array, radix = 16): Uint8Array {
  const text = Array.from(content, (byte) => String.fromCharCode(byte)).join("");
  return latin1(
    text === "" ? "0\r\n\r\n" : `${content.length.toString(radix)}\r\n${text}\r\n0\r\n\r\n`,
  );
}

function mapped(change: (byte: number) => number[]): Steps["read"] {
  return ({ bytes }) => Uint8Array.from(Array.from(bytes).flatMap(change));
}

const has = (request: WebRequest | null, name: string) =>
  request !== null && valuesOf(request, name).length > 0;

/** A path opened as it is: what lies outside stands in the place of a file. */
function outside(decode: (path: string) => string): Partial<Steps> {
  return {
    path: (target) => target.split("?")[0] ?? "",
    find(path, site) {
      const way = decode(path);
      const secret = site.outside.find((file) => way.endsWith(file.path));
      if (secret) return secret;
      if (/\.\.\/etc\/passwd$|^\/\/etc\/passwd$/.test(way)) {
        return { path: "passwd", bytes: latin1("root:x:0:0:root:/root:/bin/sh\n") };
      }
      return RIGHT.find(percentDecoded(path) ?? "/", site);
    },
  };
}

/** What web servers get wrong, each slip by itself. */
export const WEB_SLIPS: readonly WebSlip[] = [
  { name: "nothing", steps: {}, mustFail: [] },
  { name: "closes at once", steps: { accepts: () => false }, mustFail: ["reach/answers"] },
  {
    name: "bare CR in a field",
    steps: { head: (lines) => RIGHT.head([...lines, "X-A: a\rb"]) },
    mustFail: ["format/resp-no-bare-cr"],
  },
  {
    name: "space before a colon",
    steps: { head: (lines) => RIGHT.head([...lines, "X-A : b"]) },
    mustFail: ["format/resp-field-syntax"],
  },
  {
    name: "length with its unit",
    steps: { announced: ({ content: { length } }) => `${length} bytes` },
    mustFail: ["format/resp-cl-syntax"],
  },
  {
    name: "length beside chunks",
    steps: {
      head: (lines) => RIGHT.head([...lines, CHUNKED]),
      frame: (content) => chunked(content),
    },
    mustFail: ["format/resp-no-cl-with-te", "format/resp-no-te-http10"],
  },
  {
    name: "a field twice",
    steps: { head: (lines) => RIGHT.head([...lines, "Content-Type: text/html"]) },
    mustFail: ["format/resp-no-dup-fields"],
  },
  {
    name: "status 999",
    steps: { statusLine: (status) => `HTTP/1.1 ${status === 404 ? 999 : status} X` },
    mustFail: [
      "format/resp-status-range",
      "content/get-404",
      "content/get-404-explains",
      "files/get-path-case",
      "files/get-dir-no-index",
      "methods/head-404",
      "robustness/acc-uri-8000",
    ],
  },
  {
    name: "HTTP/1.2",
    steps: { statusLine: (status) => `HTTP/1.2 ${status} OK` },
    mustFail: ["format/resp-version"],
  },
  {
    name: "one folder only",
    steps: { find: (path, site) => path.lastIndexOf("/") > 0 ? 404 : RIGHT.find(path, site) },
    mustFail: [
      "content/get-nested-file",
      "content/get-binary-exact",
      "content/get-crlf-exact",
      "content/get-large-file",
      "content/get-block-sizes",
      "files/get-folder-index",
      "connection/close-graceful",
      "concurrency/conc-20",
    ],
  },
  {
    name: "upper case",
    steps: { read: mapped((byte) => [byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte]) },
    mustFail: ["reach/serves-docroot"],
  },
  {
    name: "changes the middle",
    steps: { read: mapped((byte) => [byte === 0x2e ? 0x2f : byte]) },
    mustFail: [
      "content/get-root",
      "content/get-file-exact",
      "connection/close-graceful",
      "range/range-rest",
      "range/range-beyond",
    ],
    mayFail: ["content"],
  },
  {
    name: "ASCII only",
    steps: { read: ({ bytes }) => bytes.map((byte) => byte & 127) },
    mustFail: [
      "content/get-root",
      "content/get-nested-file",
      "content/get-binary-exact",
      "content/get-picture-exact",
      "content/get-utf8-exact",
      "content/get-large-file",
      "connection/close-graceful",
    ],
  },
  {
    name: "block of 1024",
    steps: {
      read: ({ bytes }) =>
        bytes.length < 1024 ? bytes : bytes.subarray(0, bytes.length - bytes.length % 1024),
    },
    mustFail: [
      "content/get-root",
      "content/get-file-exact",
      "connection/close-graceful",
      "range/range-first",
      "range/range-suffix",
    ],
    mayFail: ["content", "range"],
  },
  { name: "no error page", steps: { errorPage: () => "" }, mustFail: ["content/get-404-explains"] },
  {
    name: "dots are an error of its own",
    steps: { path: (target) => target.includes("..") ? 500 : RIGHT.path(target) },
    mustFail: ["files/get-dot-inside"],
  },
  {
    name: "bad percent is served",
    steps: { path: (target) => target.includes("%zz") ? "/" : RIGHT.path(target) },
    mustFail: ["files/get-bad-percent"],
  },
  {
    name: "a folder is an error of its own",
    steps: {
      find: (path, site) => {
        const file = RIGHT.find(path, site);
        return file === 301 || (file === 404 && path.endsWith("/")) ? 500 : file;
      },
    },
    mustFail: ["files/get-dir-redirect", "files/get-dir-no-index"],
  },
  {
    name: "redirects elsewhere",
    steps: {
      errorFields: (status, request) =>
        status === 301 ? [["Location", "/"]] : RIGHT.errorFields(status, request),
    },
    mustFail: ["files/get-dir-redirect"],
  },
  {
    name: "fewer fields for HEAD",
    steps: {
      answer: (answer, request) => request?.method === "HEAD" ? { ...answer, fields: [] } : answer,
    },
    mustFail: ["methods/head-same-fields"],
  },
  {
    name: "every method is a server error",
    steps: { methodStatus: (method) => RIGHT.methodStatus(method) ? 500 : 0 },
    mustFail: [
      "methods/method-case",
      "methods/method-prefix",
      "methods/method-not-allowed",
      "methods/options-resource",
      "methods/options-star",
      "body/post-cl-body",
      "body/post-unread-body",
      "range/range-post",
      "security/trace-off",
      "survival/method-long",
    ],
    mayFail: ["methods", "body"],
  },
  {
    name: "needs a space behind the colon",
    steps: { fieldLine: (line) => /: \S/.test(line) ? RIGHT.fieldLine(line) : 400 },
    mustFail: [
      "requests/acc-ows-none",
      "requests/acc-ows-tab",
      "requests/acc-ows-trailing",
      "requests/acc-empty-value",
    ],
  },
  {
    name: "no space at the end",
    steps: { fieldLine: (line) => / $/.test(line) ? 400 : RIGHT.fieldLine(line) },
    mustFail: ["requests/acc-ows-trailing"],
  },
  {
    name: "Host first",
    steps: {
      lines: (head) => {
        const lines = RIGHT.lines(head);
        return /^host:/i.test(lines[1] ?? "") || !/\r\nhost:/i.test(head) ? lines : ["X"];
      },
    },
    mustFail: ["requests/acc-field-order"],
  },
  {
    name: "Host in HTTP/1.0",
    steps: { hostStatus: (hosts) => hosts.length === 1 ? 0 : 400 },
    mustFail: [
      "requests/acc-http10",
      "rejections/rej-host-space",
      "rejections/rej-host-path",
      "rejections/rej-host-userinfo",
      "rejections/rej-host-hash",
    ],
  },
  {
    name: "other version is another protocol",
    steps: {
      versionStatus: (version) => version === "HTTP/1.1" || version === "HTTP/1.0" ? 0 : 403,
    },
    mustFail: ["requests/acc-minor-version"],
  },
  {
    name: "an empty line is an error of its own",
    steps: {
      lines: (head) => head.startsWith("\r\n") ? ["GET / HTTP/1.1", "X"] : RIGHT.lines(head),
      fieldLine: (line) => line === "X" ? 500 : RIGHT.fieldLine(line),
    },
    mustFail: ["requests/acc-leading-crlf"],
  },
  {
    name: "answers behind the first line",
    steps: {
      headEnd: (text) =>
        text.includes("\r\n") ? (RIGHT.headEnd(text) < 0 ? text.length : RIGHT.headEnd(text)) : -1,
    },
    mustFail: [
      "requests/acc-split-segments",
      "requests/acc-byte-by-byte",
      "requests/acc-split-crlfcrlf",
      "requests/no-early-answer-2",
      "requests/no-early-answer-3",
    ],
  },
  {
    name: "answers behind the last CR",
    steps: { headEnd: (text) => text.endsWith("\r\n\r") ? text.length : RIGHT.headEnd(text) },
    mustFail: [
      "requests/acc-byte-by-byte",
      "requests/acc-split-crlfcrlf",
      "requests/no-early-answer-3",
    ],
  },
  {
    name: "closes without a word",
    steps: { keepsOpen: () => false, saysClose: () => false },
    mustFail: ["connection/ka-close-announced", "connection/close-echoed"],
  },
  {
    name: "doesn't say close",
    steps: { saysClose: () => false },
    mustFail: ["connection/close-echoed"],
  },
  {
    name: "switches protocols",
    steps: {
      answer: (answer, request) => has(request, "upgrade") ? { ...answer, status: 426 } : answer,
    },
    mustFail: ["connection/upgrade-ignored"],
  },
  {
    name: "dies of a silent client",
    steps: { survivesLeaving: (how) => how !== "silent" },
    mustFail: ["connection/surv-empty"],
  },
  {
    name: "overlong",
    steps: outside((path) => path.includes("../") ? "" : path.replaceAll("%c0%ae", ".")),
    mustFail: [
      "files/get-bad-percent",
      "requests/acc-absolute-form",
      "requests/acc-absolute-form-host",
      "rejections/rej-no-slash",
      "rejections/rej-star-get",
      "security/trav-overlong",
      "security/trav-double-slash",
    ],
  },
  {
    name: "absolute path",
    steps: outside((path) => path.startsWith("//") ? path : ""),
    mustFail: [
      "files/get-bad-percent",
      "requests/acc-absolute-form",
      "requests/acc-absolute-form-host",
      "rejections/rej-no-slash",
      "rejections/rej-star-get",
      "security/trav-double-slash",
    ],
  },
  {
    name: "traces",
    steps: {
      methodStatus: (method) => method === "TRACE" ? 0 : RIGHT.methodStatus(method),
      answer: (answer, request) =>
        request?.method === "TRACE"
          ? { ...answer, content: latin1(valuesOf(request, "cookie").join()) }
          : answer,
    },
    mustFail: ["security/trace-off"],
  },
  {
    name: "serves anything",
    steps: {
      requestLine: (line) => {
        const parts = line.split(" ");
        const parsed = RIGHT.requestLine(line);
        return typeof parsed === "number"
          ? ["GET", parts[1]?.startsWith("/") ? parts[1] : "/", "HTTP/1.1"]
          : parsed;
      },
      versionStatus: () => 0,
      hostStatus: (hosts) => hosts.length > 1 ? 400 : 0,
    },
    mustFail: [
      "rejections/rej-host-missing",
      "rejections/rej-host-space",
      "rejections/rej-garbage-line",
      "rejections/rej-no-version",
      "survival/surv-garbage",
    ],
    mayFail: ["rejections"],
  },
  {
    name: "raw bytes are a path",
    steps: {
      requestLine: (line) =>
        line.includes("\u00c3") ? ["GET", "/index.html", "HTTP/1.1"] : RIGHT.requestLine(line),
    },
    mustFail: ["rejections/rej-8bit-target"],
  },
  {
    name: "waits for HTTP/2",
    steps: { reacts: (_, request) => request?.method === "PRI" ? "hang" : "answer" },
    mustFail: ["rejections/rej-h2-preface"],
  },
  {
    name: "dies of a method alone",
    steps: { survives: (request) => request !== null },
    only: ["http/rejections/rej-method-alone"],
    mustFail: ["rejections/rej-method-alone"],
  },
  {
    name: "fragment is a server error",
    steps: { path: (target) => target.includes("#") ? 500 : RIGHT.path(target) },
    mustFail: ["rejections/rej-fragment"],
  },
  {
    name: "a bad field is a server error",
    steps: { fieldLine: (line) => RIGHT.fieldLine(line) === 400 ? 500 : RIGHT.fieldLine(line) },
    mustFail: [
      "rejections/rej-space-colon",
      "rejections/rej-name-space",
      "rejections/obs-fold",
      "rejections/ws-before-first-field",
      "rejections/rej-nul",
      "rejections/rej-bare-cr",
    ],
    mayFail: ["rejections"],
  },
  {
    name: "lenient-number-parsing",
    steps: {
      contentLength: (request) =>
        has(request, "transfer-encoding") ? RIGHT.contentLength(request) : Math.min(
          1e6,
          Math.max(0, parseInt(valuesOf(request, "content-length").at(-1) ?? "0") || 0),
        ),
      chunkedLength: lenientChunks,
    },
    mustFail: [
      "body/acc-trailer",
      "body/rej-cl-alpha",
      "security/rej-cl-overflow",
      "security/ck-not-hex",
    ],
    mayFail: ["body", "security"],
  },
  {
    name: "same length twice is a server error",
    steps: {
      contentLength: (request) =>
        valuesOf(request, "content-length").length > 1 ? -500 : RIGHT.contentLength(request),
    },
    mustFail: ["body/rej-cl-dup-diff", "body/cl-dup-same"],
  },
  {
    name: "100 for everybody",
    steps: { interim: (request) => has(request, "expect") ? "HTTP/1.1 100 Continue\r\n\r\n" : "" },
    mustFail: ["body/expect-http10"],
  },
  {
    name: "dies of much",
    steps: {
      survives: (request, status) => status !== 431 && (request?.target.length ?? 0) < 5000,
    },
    only: ["http/robustness/acc-uri-8000"],
    mustFail: ["robustness/acc-uri-8000"],
  },
  {
    name: "dies of a long field",
    steps: {
      survives: (request) =>
        request === null || request.fields.every(([, value]) => value.length < 2000),
    },
    only: ["http/requests/acc-long-field"],
    mustFail: ["requests/acc-long-field"],
  },
  {
    name: "no validators",
    steps: { etag: () => null, lastModified: () => null },
    mustFail: ["conditional/val-present"],
  },
  {
    name: "modified tomorrow",
    steps: { lastModified: () => "Sat, 03 Jan 2026 10:00:00 GMT" },
    mustFail: ["conditional/lm-not-future"],
  },
  {
    name: "conditions ignored",
    steps: { condition: () => 0 },
    mustFail: [
      "conditional/inm-match",
      "conditional/inm-list",
      "conditional/inm-star",
      "conditional/ims-match",
    ],
  },
  {
    name: "always 304",
    steps: {
      condition: (request) =>
        has(request, "if-none-match") || has(request, "if-modified-since") ? 304 : 0,
    },
    mustFail: [
      "conditional/inm-other",
      "conditional/inm-beats-ims",
      "conditional/ims-older",
      "conditional/ims-invalid",
    ],
  },
  {
    name: "ETags ignored",
    steps: {
      condition: (request, known) =>
        Date.parse(valuesOf(request, "if-modified-since")[0] ?? "") >=
            Date.parse(known.modified ?? "")
          ? 304
          : 0,
    },
    mustFail: [
      "conditional/inm-match",
      "conditional/inm-list",
      "conditional/inm-star",
      "conditional/inm-beats-ims",
    ],
  },
  {
    name: "one form of dates",
    steps: {
      condition: (request, known) => {
        const since = valuesOf(request, "if-modified-since")[0];
        return since !== undefined && !/^\w{3},/.test(since) ? 0 : RIGHT.condition(request, known);
      },
    },
    mustFail: ["conditional/ims-rfc850", "conditional/ims-asctime"],
  },
  {
    name: "bare 304",
    steps: { answer: (answer) => answer.status === 304 ? { ...answer, fields: [] } : answer },
    mustFail: ["conditional/304-fields"],
  },
  {
    name: "ranges off by one",
    steps: {
      range: (request, size) => {
        const part = RIGHT.range(request, size);
        return Array.isArray(part) ? [part[0], part[1] - 1] : part;
      },
    },
    mustFail: ["range/range-first", "range/range-suffix", "range/range-rest", "range/range-beyond"],
  },
  {
    name: "416 without the size",
    steps: { errorFields: () => [] },
    mustFail: ["files/get-dir-redirect", "methods/method-405-allow", "range/range-unsat"],
  },
  {
    name: "ranges of a POST",
    steps: { methodStatus: (method) => method === "POST" ? 0 : RIGHT.methodStatus(method) },
    mustFail: ["range/range-post"],
  },
  {
    name: "every range",
    steps: {
      read: (file) => file.bytes,
      answer: (answer, request) =>
        (valuesOf(request ?? NONE, "range")[0]?.length ?? 0) > 500
          ? { ...answer, status: 206, content: repeated(answer.content, 1000) }
          : answer,
    },
    mustFail: ["security/range-flood"],
  },
  {
    name: "line end behind the content",
    steps: { frame: (content) => joined(content, latin1("\r\n")) },
    mustFail: ["format/resp-no-stray-bytes"],
  },
  {
    name: "five requests a connection",
    steps: { reacts: (_status, _request, nth) => nth > 5 ? "hang" : "answer" },
    mustFail: ["connection/ka-100"],
  },
  {
    name: "waits for ever for content",
    steps: {
      reacts: (status, request) => has(request, "content-length") && status > 0 ? "hang" : "answer",
    },
    mustFail: ["body/post-cl-body", "body/post-unread-body", "range/range-post"],
    mayFail: ["body"],
  },
  {
    name: "sizes in upper case alone",
    steps: {
      chunkedLength: (text) => /(?:^|\n)[a-f]\r/.test(text) ? -400 : RIGHT.chunkedLength(text),
    },
    mustFail: ["body/acc-chunk-hex-case"],
  },
  {
    name: "looks for the last chunk by its text",
    steps: {
      chunkedLength: (text) =>
        text.includes("0\r\n\r\n") ? text.indexOf("0\r\n\r\n") + 5 : RIGHT.chunkedLength(text),
    },
    mustFail: [
      "body/acc-many-chunks",
      "security/ck-not-hex",
      "security/ck-negative",
      "security/ck-0x",
      "security/ck-underscore",
      "security/ck-plus",
      "security/ck-overflow",
      "security/ck-no-crlf",
      "security/ck-spill",
    ],
  },
  {
    name: "knows no chunk extension and no trailer",
    steps: { chunkedLength: (text) => /;|X-After/.test(text) ? -400 : RIGHT.chunkedLength(text) },
    mustFail: ["body/acc-chunk-ext", "body/acc-trailer"],
  },
  {
    name: "two workers",
    steps: { workers: 2 },
    mustFail: ["concurrency/conc-reverse", "concurrency/surv-slowloris"],
  },
  { name: "four workers", steps: { workers: 4 }, mustFail: ["concurrency/surv-slowloris"] },
  {
    name: "reads a head to its end",
    steps: { locksInHead: true },
    mustFail: ["concurrency/conc-slow-peer", "concurrency/surv-slowloris"],
  },
  {
    name: "drops what a client leaves behind",
    steps: { answersLate: false },
    mustFail: ["requests/acc-half-close"],
  },
  {
    name: "serves another folder",
    steps: { find: () => ({ path: "x.html", bytes: latin1("<p>Another site</p>") }) },
    mustFail: ["reach/serves-docroot"],
  },
  {
    name: "412 as a server error",
    steps: { statusLine: (status) => RIGHT.statusLine(status === 412 ? 500 : status, null) },
    mustFail: ["conditional/if-match-fail"],
  },
  {
    name: "a malformed line is a server error",
    steps: {
      requestLine: (line) => {
        const parsed = RIGHT.requestLine(line);
        return typeof parsed === "number" ? 500 : parsed;
      },
      versionStatus: (version) => version === "HTTP/1.1" || version === "HTTP/1.0" ? 0 : 500,
      hostStatus: (hosts, request) => RIGHT.hostStatus(hosts, request) > 0 ? 500 : 0,
    },
    mustFail: [
      "requests/acc-minor-version",
      "rejections/rej-host-missing",
      "rejections/rej-host-dup",
      "rejections/rej-two-spaces",
      "rejections/rej-tab-sep",
      "rejections/rej-trailing-sp",
    ],
    mayFail: ["rejections"],
  },
  {
    name: "a tunnel for everybody",
    steps: {
      methodStatus: (method) => method === "CONNECT" ? 0 : RIGHT.methodStatus(method),
      path: (target) => target.includes(":443") ? "/index.html" : RIGHT.path(target),
    },
    mustFail: ["methods/connect-refused"],
  },
  {
    name: "dies in the middle of a file",
    steps: { survivesLeaving: (how) => how !== "reset" },
    only: ["http/survival/surv-mid-body"],
    mustFail: ["survival/surv-mid-body"],
  },
  {
    name: "dies of a long target",
    steps: {
      isTooLong: () => false,
      survives: (request) => (request?.target.length ?? 0) < 20_000,
    },
    only: ["http/survival/lim-uri-100k"],
    mustFail: ["survival/lim-uri-100k"],
  },
  {
    name: "dies of a very long field",
    steps: {
      isTooLong: () => false,
      survives: (request) =>
        request === null || request.fields.every(([, value]) => value.length < 20_000),
    },
    only: ["http/survival/lim-field-100k"],
    mustFail: ["survival/lim-field-100k"],
  },
  {
    name: "dies of many fields",
    steps: {
      isTooLong: () => false,
      survives: (request) => request === null || request.fields.length < 1000,
    },
    only: ["http/survival/lim-fields-10000"],
    mustFail: ["survival/lim-fields-10000"],
  },
  {
    name: "dies of a length",
    steps: {
      survives: (request) =>
        request === null || !valuesOf(request, "content-length").some((value) => value.length > 8),
    },
    only: ["http/security/cl-huge"],
    mustFail: ["security/cl-huge"],
  },
  {
    name: "reads to the end of the stream",
    steps: { headEnd: () => -1 },
    mustFail: ["reach/answers"],
  },
];

const NONE: WebRequest = { method: "", target: "", version: "", fields: [] };

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function repeated(content: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(content.length * times);
  for (let i = 0; i < times; i++) all.set(content, i * content.length);
  return all;
}

function lenientChunks(text: string): number {
  let at = 0;
  for (;;) {
    const end = text.indexOf("\r\n", at);
    if (end < 0) return -1;
    const size = Math.abs(parseInt(text.slice(at, end).replace("_", ""), 16) || 0) % 0x1_0000;
    at = end + 2 + size;
    if (size === 0) return Math.min(text.length, at + 2);
    const next = text.indexOf("\r\n", at);
    if (next < 0) return -1;
    at = next + 2;
  }
}
