import type { WebRows } from "./row.ts";

/** What is wrong with answers, and with what is served. */
/** All that refuses something, or says that it isn't there. */
const REFUSALS = [
  "{content,files,methods,rejections,survival}/*",
  "body/{rej-*,te-*}",
  "security/{rej-cl-overflow,te-*,nul-in-path}",
];

export const ANSWER_ROWS: WebRows = {
  "lf-line-ends": { must: ["format/resp-crlf"] },
  "lf-line-ends/one-line": { must: ["format/resp-crlf"] },
  "lf-line-ends/empty-line": { must: ["format/resp-crlf"] },
  "lf-line-ends/errors": { must: ["format/error-answers"] },
  "lf-line-ends/swapped": { must: ["format/resp-crlf"] },
  "wrong-content-length": { must: ["format/resp-cl-exact"] },
  "wrong-content-length/too-small": {
    must: ["format/resp-cl-exact", "format/resp-no-stray-bytes"],
  },
  "wrong-content-length/head-counted": { must: ["format/resp-cl-exact"] },
  "wrong-content-length/zero-for-errors": { must: ["content/get-404", "content/get-404-explains"] },
  "wrong-content-length/zero-for-head": { must: ["methods/head-cl-equals-get"] },
  "error-status-200": {
    must: ["content/get-{404,404-explains}", "files/get-path-case", "methods/head-404"],
  },
  "error-status-200/every-error": {
    must: ["content/get-404", "rejections/rej-host-missing"],
    may: REFUSALS,
  },
  "path-traversal": {
    must: ["security/trav-{plain,inside-first,encoded,enc-slash,double-slash,prefix-sibling}"],
    may: ["files/get-{percent-name,bad-percent}"],
  },
  "path-traversal/only-at-the-start": {
    must: ["security/trav-{inside-first,double-slash}"],
    may: ["files/get-{percent-name,bad-percent}"],
  },
};
