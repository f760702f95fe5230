import { valuesOf } from "./request.ts";
import type { Steps } from "./steps.ts";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HOST = /^[A-Za-z0-9\-._~[\]:]*$/;

/** The right way to read a request. */
export const RIGHT_READING: Pick<
  Steps,
  | "accepts"
  | "greeting"
  | "headEnd"
  | "isTooLong"
  | "lines"
  | "requestLine"
  | "fieldLine"
  | "versionStatus"
  | "hostStatus"
  | "contentLength"
  | "chunkedLength"
> = {
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
};
