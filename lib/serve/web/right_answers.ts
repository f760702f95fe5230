import { valuesOf } from "./request.ts";
import type { Steps } from "./steps.ts";

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  206: "Partial Content",
  301: "Moved Permanently",
  304: "Not Modified",
  400: "Bad Request",
  404: "Not Found",
};

/** The right way to answer, and to go on or to end. */
export const RIGHT_ANSWERS: Pick<
  Steps,
  | "errorPage"
  | "errorFields"
  | "answer"
  | "announced"
  | "frame"
  | "transmit"
  | "statusLine"
  | "head"
  | "isHeadOnly"
  | "keepsOpen"
  | "saysClose"
  | "interim"
  | "survives"
  | "survivesLeaving"
  | "reacts"
  | "closes"
  | "workers"
  | "locksInHead"
  | "answersLate"
  | "endsWithContent"
  | "waitsForEnd"
  | "lingers"
  | "keepsRest"
  | "authorised"
> = {
  errorPage: (status) => `This is an error: ${status} ${REASONS[status] ?? ""}\n`,
  errorFields(status, request) {
    if (status === 405) return [["Allow", "GET, HEAD"]];
    if (status === 416) return [["Content-Range", "bytes */{size}"]];
    if (status !== 301) return [];
    const [path = "", query] = (request?.target ?? "").split("?");
    return [["Location", `${path}/${query === undefined ? "" : `?${query}`}`]];
  },
  answer: (answer) => answer,
  announced: ({ content }) => String(content.length),
  frame: (content) => content,
  transmit: (client, bytes) => client.send(bytes),
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
  waitsForEnd: false,
  lingers: false,
  keepsRest: true,
  authorised: () => 0,
};
