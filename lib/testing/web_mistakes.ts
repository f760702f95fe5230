import {
  latin1,
  percentDecoded,
  RIGHT,
  type Steps,
  type StudentRequest,
  valuesOf,
} from "./student_web_server.ts";

/** One slip of a web server, and what it breaks. */
export interface WebMistake {
  readonly name: string;
  readonly steps: Partial<Steps>;
  /** The checks that run, where it isn't all of them. */
  readonly only?: readonly string[];
  /** The checks that must fail, without `http/`. */
  readonly mustFail: readonly string[];
  /** Whole groups, or checks, that may fail beside them. */
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

const has = (request: StudentRequest | null, name: string) =>
  request !== null && valuesOf(request, name).length > 0;

/** Field names compared by `strcmp()`. */
const caseSensitive: Steps["fieldLine"] = (line) => {
  const field = RIGHT.fieldLine(line);
  return typeof field === "number" ? field : [
    line.slice(0, line.indexOf(":")).toLowerCase() === "host" && !line.startsWith("Host:")
      ? "x-host"
      : field[0],
    field[1],
  ];
};

/** Field lines that nobody checks. */
const lenient: Steps["fieldLine"] = (line) => {
  const [name = "", ...value] = line.trim().split(":");
  return [name.trim().toLowerCase(), value.join(":").trim()];
};

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
export const WEB_MISTAKES: readonly WebMistake[] = [
  { name: "nothing", steps: {}, mustFail: [] },
  { name: "closes at once", steps: { accepts: () => false }, mustFail: [] },
  { name: "bad-status-line", steps: { statusLine: (status) => `HTTP ${status} OK` }, mustFail: [] },
  {
    name: "no space behind the status",
    steps: { statusLine: (status) => `HTTP/1.1 ${status}` },
    mustFail: [],
  },
  { name: "lf-line-ends", steps: { head: (lines) => `${lines.join("\n")}\n\n` }, mustFail: [] },
  {
    name: "bare CR in a field",
    steps: { head: (lines) => RIGHT.head([...lines, "X-A: a\rb"]) },
    mustFail: [],
  },
  {
    name: "space before a colon",
    steps: { head: (lines) => RIGHT.head([...lines, "X-A : b"]) },
    mustFail: [],
  },
  { name: "no-blank-line", steps: { head: (lines) => `${lines.join("\r\n")}\r\n` }, mustFail: [] },
  {
    name: "wrong-content-length",
    steps: { announced: ({ length }) => String(length + 1) },
    mustFail: [],
  },
  {
    name: "length too small",
    steps: { announced: ({ length }) => String(Math.max(0, length - 3)) },
    mustFail: [],
  },
  {
    name: "length-in-characters",
    steps: { announced: (content) => String(new TextDecoder().decode(content).length) },
    mustFail: [],
  },
  {
    name: "length with its unit",
    steps: { announced: ({ length }) => `${length} bytes` },
    mustFail: [],
  },
  {
    name: "length beside chunks",
    steps: {
      head: (lines) => RIGHT.head([...lines, CHUNKED]),
      frame: (content) => chunked(content),
    },
    mustFail: [],
  },
  {
    name: "bad-chunked-coding",
    steps: {
      announced: () => null,
      head: (lines) => RIGHT.head([...lines, CHUNKED]),
      frame: (content) => chunked(content, 10),
    },
    mustFail: [],
  },
  {
    name: "chunked-to-http10",
    steps: {
      announced: () => null,
      head: (lines) => RIGHT.head([...lines, CHUNKED]),
      frame: (content) => chunked(content),
    },
    mustFail: [],
  },
  {
    name: "a field twice",
    steps: { head: (lines) => RIGHT.head([...lines, "Content-Type: text/html"]) },
    mustFail: [],
  },
  {
    name: "status 999",
    steps: { statusLine: (status) => `HTTP/1.1 ${status === 404 ? 999 : status} X` },
    mustFail: [],
  },
  { name: "bad-date", steps: { date: (nowMs) => new Date(nowMs).toISOString() }, mustFail: [] },
  {
    name: "local time as Date",
    steps: { date: (nowMs) => new Date(nowMs + 3.6e6).toUTCString() },
    mustFail: [],
  },
  { name: "no-date", steps: { date: () => null }, mustFail: [] },
  {
    name: "body-after-304",
    steps: {
      isHeadOnly: (request) => request?.method === "HEAD",
      answer: (answer) => answer.status === 304 ? { ...answer, content: latin1("old") } : answer,
    },
    mustFail: [],
  },
  { name: "HTTP/1.2", steps: { statusLine: (status) => `HTTP/1.2 ${status} OK` }, mustFail: [] },
  { name: "no-content-type", steps: { type: () => null }, mustFail: [] },
  { name: "wrong-content-type", steps: { type: () => "text/html" }, mustFail: [] },
  {
    name: "malformed refusals",
    steps: {
      head: (lines) => lines[0]?.includes(" 400 ") ? `${lines.join("\n")}\n\n` : RIGHT.head(lines),
    },
    mustFail: [],
  },
  {
    name: "no-index",
    steps: { find: (path, site) => path.endsWith("/") ? 404 : RIGHT.find(path, site) },
    mustFail: [],
  },
  {
    name: "one folder only",
    steps: { find: (path, site) => path.lastIndexOf("/") > 0 ? 404 : RIGHT.find(path, site) },
    mustFail: [],
  },
  {
    name: "upper case",
    steps: { read: mapped((byte) => [byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte]) },
    mustFail: [],
  },
  {
    name: "changes the middle",
    steps: { read: mapped((byte) => [byte === 0x2e ? 0x2f : byte]) },
    mustFail: [],
  },
  {
    name: "strlen-on-received-bytes",
    steps: {
      read: ({ bytes }) =>
        bytes.subarray(0, bytes.indexOf(0) < 0 ? bytes.length : bytes.indexOf(0)),
    },
    mustFail: [],
  },
  {
    name: "text-mode",
    steps: { read: ({ bytes }) => bytes.filter((byte, i) => byte !== 13 || bytes[i + 1] !== 10) },
    mustFail: [],
  },
  {
    name: "decodes-text",
    steps: {
      read: ({ bytes }) =>
        new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
    },
    mustFail: [],
  },
  {
    name: "ASCII only",
    steps: { read: ({ bytes }) => bytes.map((byte) => byte & 127) },
    mustFail: [],
  },
  {
    name: "zero-length-is-error",
    steps: {
      find: (path, site) => {
        const file = RIGHT.find(path, site);
        return typeof file !== "number" && file.bytes.length === 0 ? 404 : file;
      },
    },
    mustFail: [],
  },
  { name: "short-send", steps: { read: ({ bytes }) => bytes.subarray(0, 200_000) }, mustFail: [] },
  {
    name: "block of 1024",
    steps: {
      read: ({ bytes }) =>
        bytes.length < 1024 ? bytes : bytes.subarray(0, bytes.length - bytes.length % 1024),
    },
    mustFail: [],
  },
  {
    name: "error-status-200",
    steps: { statusLine: (status) => RIGHT.statusLine(status === 404 ? 200 : status, null) },
    mustFail: [],
  },
  { name: "no error page", steps: { errorPage: () => "" }, mustFail: [] },
  {
    name: "query-not-stripped",
    steps: { path: (target) => target.includes("?") ? target : RIGHT.path(target) },
    mustFail: [],
  },
  {
    name: "no-percent-decoding",
    steps: { path: (target) => target.split("?")[0] ?? "" },
    mustFail: [],
  },
  {
    name: "decodes twice",
    steps: {
      path: (target) => {
        const once = RIGHT.path(target);
        return typeof once === "number" ? once : percentDecoded(once) ?? once;
      },
    },
    mustFail: [],
  },
  {
    name: "decodes upper case alone",
    steps: {
      path: (target) =>
        (target.split("?")[0] ?? "").replace(
          /%([0-9A-F]{2})/g,
          (_, hex) => String.fromCharCode(parseInt(hex, 16)),
        ),
    },
    mustFail: [],
  },
  {
    name: "any case of a path",
    steps: {
      find: (path, site) => {
        const file = RIGHT.find(path, site);
        return file === 404
          ? site.files.find((file) => `/${file.path}`.toLowerCase() === path.toLowerCase()) ?? 404
          : file;
      },
    },
    mustFail: [],
  },
  {
    name: "dots are an error of its own",
    steps: { path: (target) => target.includes("..") ? 500 : RIGHT.path(target) },
    mustFail: [],
  },
  {
    name: "bad percent is served",
    steps: { path: (target) => target.includes("%zz") ? "/" : RIGHT.path(target) },
    mustFail: [],
  },
  {
    name: "a folder is an error of its own",
    steps: {
      find: (path, site) => {
        const file = RIGHT.find(path, site);
        return file === 301 || (file === 404 && path.endsWith("/")) ? 500 : file;
      },
    },
    mustFail: [],
  },
  {
    name: "redirects elsewhere",
    steps: {
      errorFields: (status, request) =>
        status === 301 ? [["Location", "/"]] : RIGHT.errorFields(status, request),
    },
    mustFail: [],
  },
  { name: "fd-leak", steps: { accepts: (count) => count < 250 }, mustFail: [] },
  { name: "head-has-body", steps: { isHeadOnly: (_, status) => status === 304 }, mustFail: [] },
  {
    name: "head-unsupported",
    steps: { methodStatus: (method) => method === "HEAD" ? 501 : RIGHT.methodStatus(method) },
    mustFail: [],
  },
  {
    name: "length 0 for HEAD",
    steps: {
      announced: ({ length }, request) => request?.method === "HEAD" ? "0" : String(length),
    },
    mustFail: [],
  },
  {
    name: "fewer fields for HEAD",
    steps: {
      answer: (answer, request) => request?.method === "HEAD" ? { ...answer, fields: [] } : answer,
    },
    mustFail: [],
  },
  { name: "method-not-checked", steps: { methodStatus: () => 0 }, mustFail: [] },
  {
    name: "every method is a server error",
    steps: { methodStatus: (method) => RIGHT.methodStatus(method) ? 500 : 0 },
    mustFail: [],
  },
  { name: "no-allow", steps: { errorFields: () => [] }, mustFail: [] },
  { name: "case-sensitive-compare", steps: { fieldLine: caseSensitive }, mustFail: [] },
  {
    name: "needs a space behind the colon",
    steps: { fieldLine: (line) => /: \S/.test(line) ? RIGHT.fieldLine(line) : 400 },
    mustFail: [],
  },
  {
    name: "no space at the end",
    steps: { fieldLine: (line) => / $/.test(line) ? 400 : RIGHT.fieldLine(line) },
    mustFail: [],
  },
  {
    name: "Host first",
    steps: {
      lines: (head) => {
        const lines = RIGHT.lines(head);
        return /^host:/i.test(lines[1] ?? "") || !/\r\nhost:/i.test(head) ? lines : ["X"];
      },
    },
    mustFail: [],
  },
  {
    name: "absolute-form",
    steps: { path: (target) => target.startsWith("http:") ? 404 : RIGHT.path(target) },
    mustFail: [],
  },
  {
    name: "Host in HTTP/1.0",
    steps: { hostStatus: (hosts) => hosts.length === 1 ? 0 : 400 },
    mustFail: [],
  },
  {
    name: "other version is another protocol",
    steps: {
      versionStatus: (version) => version === "HTTP/1.1" || version === "HTTP/1.0" ? 0 : 403,
    },
    mustFail: [],
  },
  {
    name: "an empty line is an error of its own",
    steps: {
      lines: (head) => head.startsWith("\r\n") ? ["GET / HTTP/1.1", "X"] : RIGHT.lines(head),
      fieldLine: (line) => line === "X" ? 500 : RIGHT.fieldLine(line),
    },
    mustFail: [],
  },
  {
    name: "one-recv-one-message",
    steps: {
      headEnd: (text) =>
        text === "" ? -1 : text.includes("\r\n\r\n") ? RIGHT.headEnd(text) : text.length,
    },
    mustFail: [],
  },
  {
    name: "answers behind the first line",
    steps: {
      headEnd: (text) =>
        text.includes("\r\n") ? (RIGHT.headEnd(text) < 0 ? text.length : RIGHT.headEnd(text)) : -1,
    },
    mustFail: [],
  },
  {
    name: "answers behind the last CR",
    steps: { headEnd: (text) => text.endsWith("\r\n\r") ? text.length : RIGHT.headEnd(text) },
    mustFail: [],
  },
  {
    name: "closes without a word",
    steps: { keepsOpen: () => false, saysClose: () => false },
    mustFail: [],
  },
  {
    name: "keep-alive-to-http10",
    steps: {
      keepsOpen: (request, status) =>
        request?.version === "HTTP/1.0" || RIGHT.keepsOpen(request, status),
    },
    mustFail: [],
  },
  {
    name: "close in lower case alone",
    steps: {
      keepsOpen: (request, status) =>
        has(request, "connection") && !valuesOf(request!, "connection").includes("close")
          ? true
          : RIGHT.keepsOpen(request, status),
    },
    mustFail: [],
  },
  { name: "doesn't say close", steps: { saysClose: () => false }, mustFail: [] },
  { name: "buffered-rest-lost", steps: { headEnd: restLost() }, mustFail: [] },
  {
    name: "switches protocols",
    steps: {
      answer: (answer, request) => has(request, "upgrade") ? { ...answer, status: 426 } : answer,
    },
    mustFail: [],
  },
  {
    name: "dies of a silent client",
    steps: { survivesLeaving: (how) => how !== "silent" },
    mustFail: [],
  },
  { name: "sigpipe-kills", steps: { survivesLeaving: (how) => how !== "reset" }, mustFail: [] },
  { name: "path-traversal", steps: outside((path) => path), mustFail: [] },
  {
    name: "check-before-decode",
    steps: outside((path) =>
      path.includes("../") ? "" : path.toLowerCase().replaceAll("%2e", ".").replaceAll("%2f", "/")
    ),
    mustFail: [],
  },
  {
    name: "decode-after-check",
    steps: outside((path) =>
      path.includes("../") || /%2e/i.test(path) ? "" : path.replaceAll("%252e", ".")
    ),
    mustFail: [],
  },
  {
    name: "overlong",
    steps: outside((path) => path.includes("../") ? "" : path.replaceAll("%c0%ae", ".")),
    mustFail: [],
  },
  {
    name: "absolute path",
    steps: outside((path) => path.startsWith("//") ? path : ""),
    mustFail: [],
  },
  {
    name: "backslash",
    steps: outside((path) => path.includes("../") ? "" : path.replaceAll("\\", "/")),
    mustFail: [],
  },
  {
    name: "prefix of the folder's name",
    steps: outside((path) => path.includes("www-private") ? path : ""),
    mustFail: [],
  },
  {
    name: "nul-truncation",
    steps: {
      path: (target) => {
        const path = (percentDecoded(target) ?? "").split("\0")[0] ?? "";
        return target.includes("%00") ? path : RIGHT.path(target);
      },
    },
    mustFail: [],
  },
  {
    name: "header-injection",
    steps: {
      errorFields: (status, request) =>
        RIGHT.errorFields(status, request).map(([name, value]) =>
          [name, name === "Location" ? percentDecoded(value) ?? value : value] as const
        ),
    },
    mustFail: [],
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
    mustFail: [],
  },
  { name: "host-not-checked", steps: { hostStatus: () => 0 }, mustFail: [] },
  {
    name: "version-not-checked",
    steps: {
      versionStatus: () => 0,
      requestLine: (line) => {
        const [method = "", target = "", version = "HTTP/1.1"] = line.split(/[ \t]+/);
        return target === "" ? 400 : [
          method,
          target.startsWith("/") || target.startsWith("http:") ? target : `/${target}`,
          version,
        ];
      },
      path: (target) =>
        target.includes("\u00c3") ? "/index.html" : RIGHT.path(target === "/*" ? "/" : target),
    },
    mustFail: [],
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
    mustFail: [],
  },
  {
    name: "fragment is a server error",
    steps: { path: (target) => target.includes("#") ? 500 : RIGHT.path(target) },
    mustFail: [],
  },
  { name: "lenient-field-parsing", steps: { fieldLine: lenient }, mustFail: [] },
  {
    name: "bare CR ends a line",
    steps: { lines: (head) => head.trim().split(/\r\n|\r/) },
    mustFail: [],
  },
  {
    name: "a bad field is a server error",
    steps: { fieldLine: (line) => RIGHT.fieldLine(line) === 400 ? 500 : RIGHT.fieldLine(line) },
    mustFail: [],
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
    mustFail: [],
  },
  {
    name: "smuggling-two-lengths",
    steps: {
      contentLength: (request) => {
        const [length = "0"] = valuesOf(request, "content-length");
        return has(request, "transfer-encoding")
          ? RIGHT.contentLength(request)
          : /^\d{1,6}$/.test(length)
          ? Number(length)
          : -400;
      },
    },
    mustFail: [],
  },
  {
    name: "same length twice is a server error",
    steps: {
      contentLength: (request) =>
        valuesOf(request, "content-length").length > 1 ? -500 : RIGHT.contentLength(request),
    },
    mustFail: [],
  },
  {
    name: "smuggling-length-and-coding",
    steps: {
      contentLength: (request) =>
        has(request, "content-length")
          ? Number(valuesOf(request, "content-length")[0]) || 0
          : RIGHT.contentLength(request),
    },
    mustFail: [],
  },
  {
    name: "transfer-coding-ignored",
    steps: {
      contentLength: (request) =>
        has(request, "transfer-encoding")
          ? (/chunked/.test(valuesOf(request, "transfer-encoding").join()) ? "chunked" : 0)
          : RIGHT.contentLength(request),
    },
    mustFail: [],
  },
  { name: "request-body-not-read", steps: { contentLength: () => 0 }, mustFail: [] },
  {
    name: "chunks-not-read",
    steps: {
      contentLength: (request) =>
        has(request, "transfer-encoding") ? 0 : RIGHT.contentLength(request),
    },
    mustFail: [],
  },
  { name: "expect-ignored", steps: { interim: () => "" }, mustFail: [] },
  {
    name: "100 for everybody",
    steps: { interim: (request) => has(request, "expect") ? "HTTP/1.1 100 Continue\r\n\r\n" : "" },
    mustFail: [],
  },
  { name: "null-dereference", steps: { survives: (request) => request !== null }, mustFail: [] },
  {
    name: "dies of much",
    steps: {
      survives: (request, status) => status !== 431 && (request?.target.length ?? 0) < 5000,
    },
    mustFail: [],
  },
  {
    name: "dies of a long field",
    steps: {
      survives: (request) =>
        request === null || request.fields.every(([, value]) => value.length < 2000),
    },
    mustFail: [],
  },
  {
    name: "malloc fails",
    steps: {
      survives: (request) =>
        request === null || !valuesOf(request, "content-length").some((value) => value.length > 8),
    },
    mustFail: [],
  },
  { name: "no validators", steps: { etag: () => null, lastModified: () => null }, mustFail: [] },
  {
    name: "modified tomorrow",
    steps: { lastModified: () => "Sat, 03 Jan 2026 10:00:00 GMT" },
    mustFail: [],
  },
  { name: "conditions ignored", steps: { condition: () => 0 }, mustFail: [] },
  {
    name: "always 304",
    steps: {
      condition: (request) =>
        has(request, "if-none-match") || has(request, "if-modified-since") ? 304 : 0,
    },
    mustFail: [],
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
    mustFail: [],
  },
  {
    name: "one form of dates",
    steps: {
      condition: (request, known) => {
        const since = valuesOf(request, "if-modified-since")[0];
        return since !== undefined && !/^\w{3},/.test(since) ? 0 : RIGHT.condition(request, known);
      },
    },
    mustFail: [],
  },
  {
    name: "bare 304",
    steps: { answer: (answer) => answer.status === 304 ? { ...answer, fields: [] } : answer },
    mustFail: [],
  },
  {
    name: "ranges off by one",
    steps: {
      range: (request, size) => {
        const part = RIGHT.range(request, size);
        return Array.isArray(part) ? [part[0], part[1] - 1] : part;
      },
    },
    mustFail: [],
  },
  { name: "416 without the size", steps: { errorFields: () => [] }, mustFail: [] },
  {
    name: "ranges of a POST",
    steps: { methodStatus: (method) => method === "POST" ? 0 : RIGHT.methodStatus(method) },
    mustFail: [],
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
    mustFail: [],
  },
  {
    name: "no-content-length",
    steps: { announced: () => null, keepsOpen: (_, status) => status === 0 || status === 404 },
    mustFail: [],
  },
  {
    name: "connection-close-ignored",
    steps: { keepsOpen: (_, status) => status === 0 },
    mustFail: [],
  },
  {
    name: "length 0 before an error page",
    steps: { announced: ({ length }) => String(length < 60 && length > 0 ? 0 : length) },
    mustFail: [],
  },
  {
    name: "line end behind the content",
    steps: { frame: (content) => joined(content, latin1("\r\n")) },
    mustFail: [],
  },
  {
    name: "keep-alive-not-served",
    steps: { reacts: (_status, _request, nth) => nth > 1 ? "hang" : "answer" },
    mustFail: [],
  },
  {
    name: "five requests a connection",
    steps: { reacts: (_status, _request, nth) => nth > 5 ? "hang" : "answer" },
    mustFail: [],
  },
  {
    name: "few fields",
    steps: {
      headEnd: (text) => text.split("\n").length > 20 ? -1 : RIGHT.headEnd(text),
      isTooLong: (text) => text.split("\n").length > 20,
    },
    mustFail: [],
  },
  {
    name: "a buffer of 512 bytes",
    steps: {
      headEnd: (text) => text.length > 512 ? -1 : RIGHT.headEnd(text),
      isTooLong: (text) => text.length > 512,
    },
    mustFail: [],
  },
  {
    name: "a buffer of 256 bytes",
    steps: {
      headEnd: (text) => text.length > 256 ? -1 : RIGHT.headEnd(text),
      isTooLong: (text) => text.length > 256,
    },
    mustFail: [],
  },
  {
    name: "no-error-answer",
    steps: {
      reacts: (status, request) =>
        status > 0 && (request === null || status === 400) ? "hang" : "answer",
    },
    mustFail: [],
  },
  {
    name: "answers no method but its own",
    steps: { reacts: (status, request) => request !== null && status > 400 ? "hang" : "answer" },
    mustFail: [],
  },
  {
    name: "close-with-unread-data",
    steps: {
      reacts: (status, request) =>
        status === 431 || (request?.target.length ?? 0) > 9000 ? "close" : "answer",
    },
    mustFail: [],
  },
  {
    name: "waits for ever for content",
    steps: {
      reacts: (status, request) => has(request, "content-length") && status > 0 ? "hang" : "answer",
    },
    mustFail: [],
  },
  {
    name: "sizes in upper case alone",
    steps: {
      chunkedLength: (text) => /(?:^|\n)[a-f]\r/.test(text) ? -400 : RIGHT.chunkedLength(text),
    },
    mustFail: [],
  },
  {
    name: "looks for the last chunk by its text",
    steps: {
      chunkedLength: (text) =>
        text.includes("0\r\n\r\n") ? text.indexOf("0\r\n\r\n") + 5 : RIGHT.chunkedLength(text),
    },
    mustFail: [],
  },
  {
    name: "knows no chunk extension and no trailer",
    steps: { chunkedLength: (text) => /;|X-After/.test(text) ? -400 : RIGHT.chunkedLength(text) },
    mustFail: [],
  },
  { name: "one-client-at-a-time", steps: { workers: 1 }, mustFail: [] },
  { name: "two workers", steps: { workers: 2 }, mustFail: [] },
  { name: "four workers", steps: { workers: 4 }, mustFail: [] },
  { name: "reads a head to its end", steps: { locksInHead: true }, mustFail: [] },
  { name: "drops what a client leaves behind", steps: { answersLate: false }, mustFail: [] },
  { name: "eof-ignored in content", steps: { endsWithContent: false }, mustFail: [] },
  {
    name: "serves another folder",
    steps: { find: () => ({ path: "x.html", bytes: latin1("<p>Another site</p>") }) },
    mustFail: [],
  },
  {
    name: "412 as a server error",
    steps: { statusLine: (status) => RIGHT.statusLine(status === 412 ? 500 : status, null) },
    mustFail: [],
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
    mustFail: [],
  },
  {
    name: "a tunnel for everybody",
    steps: {
      methodStatus: (method) => method === "CONNECT" ? 0 : RIGHT.methodStatus(method),
      path: (target) => target.includes(":443") ? "/index.html" : RIGHT.path(target),
    },
    mustFail: [],
  },
  {
    name: "dies in the middle of a file",
    steps: { survivesLeaving: (how) => how !== "reset" },
    only: ["http/survival/surv-mid-body"],
    mustFail: [],
  },
  {
    name: "dies of a long target",
    steps: {
      isTooLong: () => false,
      survives: (request) => (request?.target.length ?? 0) < 20_000,
    },
    only: ["http/survival/lim-uri-100k"],
    mustFail: [],
  },
  {
    name: "dies of a very long field",
    steps: {
      isTooLong: () => false,
      survives: (request) =>
        request === null || request.fields.every(([, value]) => value.length < 20_000),
    },
    only: ["http/survival/lim-field-100k"],
    mustFail: [],
  },
  {
    name: "dies of many fields",
    steps: {
      isTooLong: () => false,
      survives: (request) => request === null || request.fields.length < 1000,
    },
    only: ["http/survival/lim-fields-10000"],
    mustFail: [],
  },
  {
    name: "dies of a length",
    steps: {
      survives: (request) =>
        request === null || !valuesOf(request, "content-length").some((value) => value.length > 8),
    },
    only: ["http/security/cl-huge"],
    mustFail: [],
  },
  { name: "reads to the end of the stream", steps: { headEnd: () => -1 }, mustFail: [] },
];

const NONE: StudentRequest = { method: "", target: "", version: "", fields: [] };

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

/** Takes all that came for one request. */
function restLost(): Steps["headEnd"] {
  return (text) => RIGHT.headEnd(text) < 0 ? -1 : text.length;
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
