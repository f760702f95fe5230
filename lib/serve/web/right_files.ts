import { percentDecoded, valuesOf } from "./request.ts";
import type { Steps } from "./steps.ts";

const MODIFIED = "Fri, 05 Dec 2025 10:00:00 GMT";
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  txt: "text/plain",
  css: "text/css",
  js: "text/javascript",
  png: "image/png",
  gif: "image/gif",
};

/** The right way to find what a request asks for. */
export const RIGHT_FILES: Pick<
  Steps,
  | "methodStatus"
  | "path"
  | "find"
  | "read"
  | "type"
  | "etag"
  | "lastModified"
  | "date"
  | "condition"
  | "range"
> = {
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
};
