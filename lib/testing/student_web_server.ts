import type { Site, SiteFile } from "../site/site.ts";
import type { MemoryServer } from "../wire/memory.ts";
import type { Stream } from "../wire/wire.ts";

/** A request as the student's server has read it; characters stand for bytes. */
export interface StudentRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** Names in lower case. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What it sends back. */
export interface StudentAnswer {
  readonly status: number;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly content: Uint8Array;
}

/** The steps of a small web server, each of which a mistake may do otherwise. All of them are right here. */
export interface Steps {
  /** Whether the server takes this connection, counted from 1, at all. */
  accepts(count: number): boolean;
  /** What a client gets that has said nothing. */
  greeting(): string;
  /** Where the head ends in what came so far; -1 while it doesn't. */
  headEnd(text: string): number;
  /** Whether what came so far is too much for a head. */
  isTooLong(text: string): boolean;
  lines(head: string): readonly string[];
  /** Takes the request line apart; a status code where it is none. */
  requestLine(line: string): readonly [method: string, target: string, version: string] | number;
  /** Takes a field line apart; a status code where it is none. */
  fieldLine(line: string): readonly [name: string, value: string] | number;
  /** A status code for a version that isn't understood; 0 for one that is. */
  versionStatus(version: string): number;
  /** A status code for Hosts that don't do; 0 where they do. */
  hostStatus(hosts: readonly string[], request: StudentRequest): number;
  /** How much content a request has; a negative status code where that can't be told. */
  contentLength(request: StudentRequest): number | "chunked";
  /** The number of bytes of chunked content at the beginning of a text; -1 while it isn't whole, -400 where it is wrong. */
  chunkedLength(text: string): number;
  /** A status code for a method that isn't for files; 0 for one that is. */
  methodStatus(method: string): number;
  /** The path that a target means, decoded; a status code where it means none. */
  path(target: string): string | number;
  /** The file at a path, or a status code. */
  find(path: string, site: Site): SiteFile | number;
  /** The content that is sent for a file. */
  read(file: SiteFile): Uint8Array;
  type(path: string): string | null;
  etag(file: SiteFile): string | null;
  lastModified(): string | null;
  date(nowMs: number): string | null;
  /** Whether a condition says that the client's copy still holds, or that it mustn't be served. */
  condition(
    request: StudentRequest,
    known: { etag: string | null; modified: string | null },
  ): 0 | 304 | 412;
  /** The part of the content that is asked for. */
  range(request: StudentRequest, size: number): readonly [from: number, to: number] | 416 | null;
  /** What the page of an error says. */
  errorPage(status: number): string;
  /** The fields of an error beside the usual ones. */
  errorFields(status: number, request: StudentRequest | null): StudentAnswer["fields"];
  /** A last look at the answer. */
  answer(answer: StudentAnswer, request: StudentRequest | null): StudentAnswer;
  /** The number of bytes that Content-Length announces; `null` for no such field. */
  announced(content: Uint8Array, request: StudentRequest | null): string | null;
  /** How the content goes out. */
  frame(content: Uint8Array, request: StudentRequest | null): Uint8Array;
  statusLine(status: number, request: StudentRequest | null): string;
  /** The head as it goes out, made of its lines. */
  head(lines: readonly string[]): string;
  /** Whether content is left out of the answer. */
  isHeadOnly(request: StudentRequest | null, status: number): boolean;
  keepsOpen(request: StudentRequest | null, status: number): boolean;
  /** Whether the answer says that the connection ends. */
  saysClose(request: StudentRequest | null): boolean;
  /** What goes out before the content of a request is there. */
  interim(request: StudentRequest): string;
  /** Whether the program lives on behind a request. */
  survives(request: StudentRequest | null, status: number): boolean;
  /** Whether the program lives on behind a client that leaves or resets. */
  survivesLeaving(how: "silent" | "early" | "reset"): boolean;
  /** What becomes of the `nth` request of a connection, counted from 1. */
  reacts(status: number, request: StudentRequest | null, nth: number): "answer" | "hang" | "close";
  /** Whether the connection is closed behind its last answer. */
  closes(request: StudentRequest | null): boolean;
  /** How many clients are served at a time. */
  readonly workers: number;
  /** Whether a client that has begun a request holds up all others. */
  readonly locksInHead: boolean;
  /** Whether a client is answered that has ended its side behind its request. */
  readonly answersLate: boolean;
  /** Whether the server ends where content breaks off. */
  readonly endsWithContent: boolean;
  /** A status code for a client that may not see a path; 0 for one that may. */
  authorised(request: StudentRequest): number;
}

const MODIFIED = "Fri, 05 Dec 2025 10:00:00 GMT";
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  txt: "text/plain",
  css: "text/css",
  js: "text/javascript",
  png: "image/png",
  gif: "image/gif",
};
const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  206: "Partial Content",
  301: "Moved Permanently",
  304: "Not Modified",
  400: "Bad Request",
  404: "Not Found",
};
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HOST = /^[A-Za-z0-9\-._~[\]:]*$/;

/** The right way to do each step. */
export const RIGHT: Steps = {
  accepts: () => true,
  greeting: () => "",
  headEnd(text) {
    const start = text.startsWith("\r\n") ? 2 : 0;
    const at = text.indexOf("\r\n\r\n", start);
    return at < 0 ? -1 : at + 4;
  },
  isTooLong: (text) => text.length > 32 * 1024,
  lines: (head) => head.replace(/^\r\n/, "").replace(/\r\n\r\n$/, "").split("\r\n"),
  requestLine(line) {
    const [, method = "", target = "", version = ""] =
      /^([^ \t]+) ([\x21-\x7e]+) (HTTP\/\d\.\d)$/.exec(line) ?? [];
    return TOKEN.test(method) ? [method, target, version] : 400;
  },
  fieldLine(line) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "");
    if (colon < 0 || !TOKEN.test(name) || /[\0\r\n]/.test(value)) return 400;
    return [name.toLowerCase(), value];
  },
  versionStatus: (version) => version.startsWith("HTTP/1.") ? 0 : 505,
  hostStatus(hosts, { version }) {
    if (hosts.length > 1 || (hosts.length === 0 && version !== "HTTP/1.0")) return 400;
    return hosts.every((host) =>
        HOST.test(host) && !/:\D*[A-Za-z]/.test(host.replace(/^\[.*\]/, ""))
      )
      ? 0
      : 400;
  },
  contentLength(request) {
    const lengths = valuesOf(request, "content-length");
    const codings = valuesOf(request, "transfer-encoding");
    if (codings.length > 0) {
      if (lengths.length > 0 || request.version === "HTTP/1.0") return -400;
      return codings.join(",").toLowerCase() === "chunked" ? "chunked" : -501;
    }
    const [length = "0"] = lengths;
    if (lengths.length > 1 || !/^\d+$/.test(length)) return -400;
    return Number(length) > 1e6 ? -413 : Number(length);
  },
  chunkedLength(text) {
    let at = 0;
    for (;;) {
      const end = text.indexOf("\r\n", at);
      if (end < 0) return -1;
      const [, digits] = /^([0-9A-Fa-f]{1,8})(?:;.*)?$/.exec(text.slice(at, end)) ?? [];
      if (digits === undefined) return -400;
      const size = parseInt(digits, 16);
      at = end + 2 + size;
      if (size === 0) break;
      if (text.length < at + 2) return -1;
      if (text.slice(at, at + 2) !== "\r\n") return -400;
      at += 2;
    }
    for (;;) {
      const end = text.indexOf("\r\n", at);
      if (end < 0) return -1;
      if (end === at) return end + 2;
      at = end + 2;
    }
  },
  methodStatus(method) {
    if (method === "GET" || method === "HEAD") return 0;
    return ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"].includes(method) ? 405 : 501;
  },
  path(target) {
    const path = target.replace(/^http:\/\/[^/]*/, "").split("?")[0] ?? "";
    if (!/^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/.test(path)) return 400;
    const decoded = percentDecoded(path);
    return decoded === null || decoded.includes("\0") ? 400 : decoded;
  },
  find(path, { files, folders }) {
    const names: string[] = [];
    for (const name of path.split("/").slice(1)) {
      if (name !== "..") names.push(name);
      else if (names.pop() === undefined) return 400;
    }
    const clean = names.filter((name) => name !== ".").join("/");
    if (clean === "" || clean.endsWith("/")) {
      return files.find((file) => file.path === `${clean}index.html`) ?? 404;
    }
    if (folders.some((folder) => folder.path === clean)) return 301;
    return files.find((file) => file.path === clean) ?? 404;
  },
  read: ({ bytes }) => bytes,
  type: (path) => TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream",
  etag: ({ path, bytes }) => `"${path.length}-${bytes.length}"`,
  lastModified: () => MODIFIED,
  date: (nowMs) => new Date(nowMs).toUTCString(),
  condition(request, { etag, modified }) {
    const match = valuesOf(request, "if-match")[0];
    if (match !== undefined && match !== "*" && match !== etag) return 412;
    const noneMatch = valuesOf(request, "if-none-match")[0];
    if (noneMatch !== undefined) {
      const isOurs = noneMatch === "*" || noneMatch.split(", ").includes(etag ?? "");
      return isOurs ? 304 : 0;
    }
    const since = Date.parse(valuesOf(request, "if-modified-since")[0] ?? "");
    return since >= Date.parse(modified ?? "") ? 304 : 0;
  },
  range(request, size) {
    const value = valuesOf(request, "range")[0] ?? "";
    const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(value) ?? [];
    if (first === undefined || last === undefined) return null;
    if (first === "") return [Math.max(0, size - Number(last)), size];
    if (Number(first) >= size) return 416;
    return [Number(first), last === "" ? size : Math.min(size, Number(last) + 1)];
  },
  errorPage: (status) => `This is an error: ${status} ${REASONS[status] ?? ""}\n`,
  errorFields(status, request) {
    if (status === 405) return [["Allow", "GET, HEAD"]];
    if (status === 416) return [["Content-Range", "bytes */{size}"]];
    if (status !== 301) return [];
    const [path = "", query] = (request?.target ?? "").split("?");
    return [["Location", `${path}/${query === undefined ? "" : `?${query}`}`]];
  },
  answer: (answer) => answer,
  announced: (content) => String(content.length),
  frame: (content) => content,
  statusLine: (status) => `HTTP/1.1 ${status} ${REASONS[status] ?? ""}`,
  head: (lines) => `${lines.join("\r\n")}\r\n\r\n`,
  isHeadOnly: (request, status) => request?.method === "HEAD" || status === 304,
  keepsOpen(request, status) {
    if (request === null || (status >= 400 && status !== 404 && status !== 405)) return false;
    const tokens = valuesOf(request, "connection").join(",").toLowerCase().split(/ *, */);
    return request.version === "HTTP/1.0" ? false : !tokens.includes("close");
  },
  saysClose: () => true,
  interim: (request) =>
    valuesOf(request, "expect").length > 0 && request.version === "HTTP/1.1"
      ? "HTTP/1.1 100 Continue\r\n\r\n"
      : "",
  survives: () => true,
  survivesLeaving: () => true,
  reacts: () => "answer",
  closes: () => true,
  workers: Infinity,
  locksInHead: false,
  answersLate: true,
  endsWithContent: true,
  authorised: () => 0,
};

/** All values of a field. */
export function valuesOf({ fields }: StudentRequest, name: string): readonly string[] {
  return fields.filter(([other]) => other === name).map(([, value]) => value);
}

/** A path without its percent signs; `null` where one has no two digits, or where it is no UTF-8. */
export function percentDecoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** A small web server in memory, with some of its steps done otherwise. */
export function studentWebServer(
  site: Site,
  steps: Partial<Steps> = {},
  nowMs: () => number = () => Date.UTC(2026, 0, 1),
): MemoryServer {
  const does: Steps = { ...RIGHT, ...steps };
  const places = new Places(does.workers);
  const heads = new Places(1);
  let alive = true;
  let count = 0;
  return {
    listening: () => alive,
    accept(stream) {
      if (!does.accepts(++count)) return stream.close();
      const server = new Connection(stream, { does, site, nowMs, heads });
      places.enter().then(() => server.serve()).then((outlived) => {
        if (!outlived) alive = false;
      }).catch(() => {
        if (!does.survivesLeaving("reset")) alive = false;
      }).finally(() => {
        places.leave();
        if (does.closes(server.last)) stream.close();
      });
    },
  };
}

/** Places for so many at a time; the others wait in line. */
class Places {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async enter(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
  }

  leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free++;
  }
}

/** So many turns of the event loop are enough for what a client in memory has begun. */
const TURNS = 100;

/** One connection of the student's server. */
class Connection {
  last: StudentRequest | null = null;
  readonly #stream: Stream;
  readonly #does: Steps;
  readonly #site: Site;
  readonly #nowMs: () => number;
  readonly #heads: Places;
  #text = "";
  #ended = false;
  #reading: Promise<boolean> | null = null;

  constructor(
    stream: Stream,
    { does, site, nowMs, heads }: {
      does: Steps;
      site: Site;
      nowMs: () => number;
      heads: Places;
    },
  ) {
    this.#heads = heads;
    this.#stream = stream;
    this.#does = does;
    this.#site = site;
    this.#nowMs = nowMs;
  }

  /** Serves one request after another; says whether the program outlives it. */
  async serve(): Promise<boolean> {
    await this.#write(latin1(this.#does.greeting()));
    for (let nth = 1;; nth++) {
      if (this.#text === "" && !await this.#fill()) {
        return this.#does.survivesLeaving(nth === 1 ? "silent" : "early");
      }
      if (this.#does.locksInHead) await this.#heads.enter();
      const end = await this.#readHead();
      if (this.#does.locksInHead) this.#heads.leave();
      if (end === null) return true;
      const { status, request } = end === -1
        ? { status: 431, request: null }
        : await this.#parse(this.#take(end));
      this.last = request;
      if (!this.#does.answersLate && await this.#hasLeft()) return true;
      if (!this.#does.survives(request, status)) return false;
      const reaction = this.#does.reacts(status, request, nth);
      if (reaction === "close") return true;
      if (reaction === "hang") return !await this.#hang();
      await this.#answer(status, request);
      if (end === -1 || !this.#does.keepsOpen(request, status)) return await this.#leave();
    }
  }

  /** Whether the client's end comes right behind its request. */
  async #hasLeft(): Promise<boolean> {
    this.#fill().catch(() => {}); // whoever reads next is told
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
    return this.#ended;
  }

  /** Reads on, and says nothing. */
  async #hang(): Promise<boolean> {
    while (await this.#fill());
    return false;
  }

  /** Where the head ends; `null` at the end of the stream, -1 where it is too long. */
  async #readHead(): Promise<number | null> {
    for (;;) {
      const end = this.#does.headEnd(this.#text);
      if (end >= 0) return end;
      if (this.#does.isTooLong(this.#text)) return -1;
      if (!await this.#fill()) return null;
    }
  }

  async #parse(head: string): Promise<{ status: number; request: StudentRequest | null }> {
    const [first = "", ...rest] = this.#does.lines(head);
    const line = this.#does.requestLine(first);
    if (typeof line === "number") return { status: line, request: null };
    const [method, target, version] = line;
    const fields: (readonly [string, string])[] = [];
    let wrong = 0;
    for (const text of rest) {
      const field = this.#does.fieldLine(text);
      if (typeof field === "number") wrong ||= field;
      else fields.push(field);
    }
    const request = { method, target, version, fields };
    wrong ||= this.#does.versionStatus(version);
    wrong ||= this.#does.hostStatus(valuesOf(request, "host"), request);
    if (wrong > 0) return { status: wrong, request };
    const refused = await this.#dropContent(request);
    return { status: refused || this.#does.methodStatus(method), request };
  }

  /** Reads the content to its end; a status code where there is none. */
  async #dropContent(request: StudentRequest): Promise<number> {
    const length = this.#does.contentLength(request);
    if (length !== "chunked" && length < 0) return -length;
    if (length !== 0) await this.#write(latin1(this.#does.interim(request)));
    const size = () => length === "chunked" ? this.#does.chunkedLength(this.#text) : length;
    while (size() === -1 || this.#text.length < size()) {
      if (!await this.#fill()) {
        if (!this.#does.endsWithContent) await new Promise(() => {});
        return 400;
      }
    }
    if (size() < 0) return -size();
    this.#take(size());
    return 0;
  }

  async #answer(status: number, request: StudentRequest | null): Promise<void> {
    const answer = this.#does.answer(this.#make(status, request), request);
    const { content } = answer;
    const isHeadOnly = this.#does.isHeadOnly(request, answer.status);
    const announced = answer.status === 304 ? null : this.#does.announced(content, request);
    const date = this.#does.date(this.#nowMs());
    const keepsOpen = this.#does.keepsOpen(request, status);
    const lines = [
      this.#does.statusLine(answer.status, request),
      ...(date === null ? [] : [`Date: ${date}`]),
      ...answer.fields.map(([name, value]) => `${name}: ${value}`),
      ...(announced === null ? [] : [`Content-Length: ${announced}`]),
      ...(keepsOpen || !this.#does.saysClose(request) ? [] : ["Connection: close"]),
    ];
    await this.#write(latin1(this.#does.head(lines)));
    if (!isHeadOnly) await this.#write(this.#does.frame(content, request));
  }

  #make(status: number, request: StudentRequest | null): StudentAnswer {
    if (status > 0 || request === null) return this.#error(status || 400, request);
    const denied = this.#does.authorised(request);
    if (denied > 0) return this.#error(denied, request);
    const path = this.#does.path(request.target);
    const file = typeof path === "number" ? path : this.#does.find(path, this.#site);
    if (typeof file === "number") return this.#error(file, request);
    const [etag, modified] = [this.#does.etag(file), this.#does.lastModified()];
    const known: (readonly [string, string])[] = [
      ...(etag === null ? [] : [["ETag", etag] as const]),
      ...(modified === null ? [] : [["Last-Modified", modified] as const]),
    ];
    const condition = this.#does.condition(request, { etag, modified });
    if (condition === 304) return { status: 304, fields: known, content: new Uint8Array() };
    if (condition === 412) return this.#error(412, request);
    const whole = this.#does.read(file);
    const type = this.#does.type(file.path);
    const fields = type === null ? known : [...known, ["Content-Type", type] as const];
    const part = this.#does.range(request, whole.length);
    if (part === null) return { status: 200, fields, content: whole };
    if (part === 416) {
      const error = this.#error(416, request);
      const sized = error.fields.map(([name, value]) =>
        [name, value.replace("{size}", String(whole.length))] as const
      );
      return { ...error, fields: sized };
    }
    const [from, to] = part;
    const place = ["Content-Range", `bytes ${from}-${to - 1}/${whole.length}`] as const;
    return { status: 206, fields: [...fields, place], content: whole.slice(from, to) };
  }

  #error(status: number, request: StudentRequest | null): StudentAnswer {
    return {
      status,
      fields: [["Content-Type", "text/plain"], ...this.#does.errorFields(status, request)],
      content: latin1(this.#does.errorPage(status)),
    };
  }

  /** Ends the connection as it should: what the client still sends is heard out. */
  async #leave(): Promise<boolean> {
    if (!this.#does.closes(this.last)) return true;
    await this.#stream.closeWrite();
    while (await this.#fill());
    return true;
  }

  #take(length: number): string {
    const taken = this.#text.slice(0, length);
    this.#text = this.#text.slice(length);
    return taken;
  }

  /** Reads once more; false at the end of the client's stream. A read that is under way is joined. */
  #fill(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => this.#reading = null);
    return this.#reading;
  }

  async #read(): Promise<boolean> {
    const buffer = new Uint8Array(64 * 1024);
    const count = this.#ended ? null : await this.#stream.read(buffer);
    this.#ended = count === null;
    if (count === null) return false;
    const bytes = buffer.subarray(0, count);
    this.#text += Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return true;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#stream.write(bytes.subarray(at));
  }
}

/** Bytes for characters, one to one. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
