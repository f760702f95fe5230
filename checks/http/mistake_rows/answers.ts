import type { WebRows } from "./row.ts";

/** All that refuses something, or says that it isn't there. */
const REFUSALS = [
  "{content,files,methods,rejections,survival}/*",
  "body/{rej-*,te-*}",
  "security/{rej-cl-overflow,te-*,nul-in-path}",
];

/** What is wrong with answers, and with what is served. */
export const ANSWER_ROWS: WebRows = {
  "lf-line-ends": { must: ["format/resp-crlf"] },
  "lf-line-ends/one-line": { must: ["format/resp-crlf"] },
  "lf-line-ends/empty-line": { must: ["format/resp-crlf"] },
  "lf-line-ends/errors": { must: ["format/error-answers"] },
  "lf-line-ends/swapped": { must: ["format/resp-crlf"] },
  "no-blank-line": {
    must: [
      "format/{resp-head-terminated,error-answers}",
      "content/{get-large-file,get-404,get-404-in-sync,get-404-explains}",
      "files/get-space-name",
      "connection/close-graceful",
      "concurrency/conc-20",
      "range/range-suffix",
    ],
  },
  "no-blank-line/no-line-end": { must: ["reach/serves-docroot"], may: ["**"] },
  "no-blank-line/errors": {
    must: ["format/error-answers", "content/{get-404,get-404-in-sync,get-404-explains}"],
  },
  "bad-status-line": { must: ["format/resp-status-line"] },
  "bad-status-line/no-version": { must: ["format/resp-status-line"] },
  "bad-status-line/lower-case": { must: ["format/resp-status-line"] },
  "bad-status-line/no-slash": { must: ["format/resp-status-line"] },
  "bad-status-line/reason-first": {
    must: ["format/{resp-status-line,resp-status-line-space,error-answers}"],
  },
  "bad-status-line/no-reason": { must: ["format/resp-status-line-space"] },
  "bad-status-line/no-space": { must: ["format/resp-status-line-space"] },
  "bad-status-line/two-spaces": { must: ["format/resp-status-line"] },
  "bad-status-line/no-minor": { must: ["format/resp-status-line"] },
  "bad-status-line/colon": { must: ["format/resp-status-line"] },
  "bad-status-line/errors": { must: ["format/error-answers"] },
  "length-in-characters": { must: ["format/resp-cl-exact"] },
  "length-in-characters/code-points": { must: ["format/resp-cl-exact"] },
  "length-in-characters/text-alone": { must: ["format/resp-cl-exact"] },
  "wrong-content-length": { must: ["format/resp-cl-exact"] },
  "wrong-content-length/too-small": { must: ["format/{resp-cl-exact,resp-no-stray-bytes}"] },
  "wrong-content-length/head-counted": { must: ["format/resp-cl-exact"] },
  "wrong-content-length/zero-for-errors": { must: ["content/{get-404,get-404-explains}"] },
  "wrong-content-length/zero": {
    must: [
      "format/{resp-cl-exact,resp-date,error-answers}",
      "content/{get-crlf-exact,get-large-file,get-404-in-sync,get-404-explains}",
      "requests/acc-half-close",
      "connection/{ka-default,ka-100,pipeline-order,close-graceful}",
      "concurrency/second-client",
    ],
    may: ["concurrency/{conc-reverse,conc-20,conc-slow-peer,surv-slowloris}"],
  },
  "wrong-content-length/size-of-buffer": {
    must: [
      "format/{resp-cl-exact,resp-no-stray-bytes}",
      "content/{get-large-file,get-block-sizes,get-404-in-sync}",
      "connection/{pipeline-order,close-graceful}",
    ],
  },
  "wrong-content-length/strlen": {
    must: ["format/resp-cl-exact", "content/get-large-file", "connection/close-graceful"],
  },
  "wrong-content-length/left-over": {
    must: ["content/get-404"],
    may: ["{content,format,files,methods}/*"], // what was sent before decides
  },
  "wrong-content-length/zero-for-head": { must: ["methods/head-cl-equals-get"] },
  "no-content-length": {
    must: [
      "format/resp-self-delimited",
      "body/{get-body-in-sync,get-chunked-in-sync,acc-chunk-ext,acc-trailer}",
      "body/{acc-chunk-hex-case,acc-many-chunks}",
      "connection/{close-honoured,close-case,close-token,http10-closes,close-echoed}",
    ],
  },
  "no-content-length/stays-open": {
    must: [
      "format/resp-self-delimited",
      "body/{post-unread-body,get-body-in-sync,acc-chunked,get-chunked-in-sync}",
      "body/{acc-chunk-ext,acc-trailer,acc-chunk-hex-case,acc-many-chunks}",
      "connection/{close-honoured,close-case,close-token,http10-closes,close-echoed}",
    ],
  },
  "no-content-length/errors": { must: ["format/error-answers", "content/get-404-in-sync"] },
  "bad-chunked-coding": {
    must: ["format/{resp-chunked-ok,resp-no-te-http10}", "range/{range-rest,range-beyond}"],
  },
  "bad-chunked-coding/no-last-chunk": {
    must: ["format/{resp-chunked-ok,resp-no-te-http10,error-answers}"],
  },
  "bad-chunked-coding/no-line-end": { must: ["format/{resp-chunked-ok,resp-no-te-http10}"] },
  "bad-chunked-coding/no-empty-line": {
    must: ["format/{resp-chunked-ok,resp-no-te-http10,error-answers}"],
  },
  "bad-chunked-coding/line-end-counted": {
    must: [
      "format/{resp-chunked-ok,resp-no-te-http10}",
      "range/{range-first,range-suffix,range-rest,range-beyond}",
    ],
  },
  "bad-chunked-coding/with-0x": {
    must: [
      "format/{resp-chunked-ok,resp-no-te-http10}",
      "range/{range-first,range-suffix,range-rest,range-beyond}",
    ],
  },
  "bad-chunked-coding/lf-alone": { must: ["format/{resp-crlf,resp-no-te-http10}"] },
  "bad-chunked-coding/not-chunked": {
    must: [
      "format/{resp-crlf,resp-chunked-ok,resp-no-te-http10,error-answers}",
      "content/get-block-sizes",
      "concurrency/conc-20",
    ],
  },
  "chunked-to-http10": { must: ["format/resp-no-te-http10"] },
  "no-content-type": { must: ["format/resp-content-type"] },
  "no-content-type/html-alone": { must: ["format/resp-content-type"] },
  "wrong-content-type": { must: ["files/get-type-map"] },
  "wrong-content-type/plain": { must: ["files/get-type-map"] },
  "wrong-content-type/bytes": { must: ["files/get-type-map"] },
  "wrong-content-type/html-for-unknown": { must: ["files/get-type-map"] },
  "wrong-content-type/ending-alone": { must: ["files/get-type-map"] },
  "no-date": { must: ["format/resp-date"] },
  "bad-date": { must: ["format/resp-date-imf"] },
  "bad-date/iso": { must: ["format/resp-date-imf"] },
  "bad-date/local-time": { must: ["format/resp-date-skew"] },
  "bad-date/other-zone": { must: ["format/resp-date-imf"] },
  "bad-date/minus-zero": { must: ["format/resp-date-imf"] },
  "bad-date/rfc-850": { must: ["format/{resp-date-imf,resp-date-skew}"] },
  "bad-date/python": { must: ["format/resp-date-imf"] },
  "bad-date/seconds": { must: ["format/resp-date-imf"] },
  "bad-date/last-modified": { must: ["format/resp-date-imf"] },
  "bad-date/newline": {
    must: [
      "format/{resp-crlf,resp-self-delimited,resp-date-imf,resp-content-type}",
      "content/{get-root,get-file-exact,get-nested-file,get-binary-exact}",
      "content/{get-picture-exact,get-crlf-exact,get-utf8-exact,get-large-file}",
      "content/{get-block-sizes,get-empty-file}",
      "files/get-dir-redirect",
      "methods/{head-no-body,head-404,method-405-allow}",
      "connection/{close-echoed,close-graceful}",
      "conditional/val-present",
      "range/{range-first,range-suffix,range-rest,range-beyond,range-unsat}",
    ],
  },
  "no-index": { must: ["content/get-root", "files/get-folder-index"] },
  "no-index/forbidden": { must: ["content/get-root", "files/get-folder-index"] },
  "no-index/root-alone": { must: ["files/get-folder-index"] },
  "no-index/closes": { must: ["content/get-root", "files/{get-folder-index,get-dir-no-index}"] },
  "query-not-stripped": { must: ["files/get-query-ignored"] },
  "query-not-stripped/refused": { must: ["files/get-query-ignored"] },
  "no-percent-decoding": {
    must: [
      "files/{get-percent-decode,get-percent-lower,get-space-name,get-non-ascii-name}",
      "files/get-percent-name",
    ],
  },
  "no-percent-decoding/upper-case-alone": { must: ["files/get-percent-lower"] },
  "no-percent-decoding/space-alone": {
    must: ["files/{get-percent-decode,get-percent-lower,get-non-ascii-name,get-percent-name}"],
  },
  "no-percent-decoding/lower-case-alone": {
    must: ["files/{get-percent-decode,get-non-ascii-name}"],
  },
  "no-percent-decoding/plus-for-space": {
    must: [
      "files/{get-percent-decode,get-percent-lower,get-space-name,get-non-ascii-name}",
      "files/get-percent-name",
    ],
  },
  "path-traversal": { must: ["security/{trav-plain,trav-inside-first,trav-prefix-sibling}"] },
  "path-traversal/only-at-the-start": { must: ["security/trav-inside-first"] },
  "path-traversal/absolute-join": { must: ["security/trav-double-slash"] },
  "path-traversal/backslash": { must: ["security/trav-backslash"] },
  "path-traversal/prefix-of-the-name": {
    must: ["security/{trav-plain,trav-inside-first,trav-prefix-sibling}"],
  },
  "check-before-decode": { must: ["security/{trav-encoded,trav-enc-slash,trav-prefix-sibling}"] },
  "check-before-decode/slash-alone": { must: ["security/trav-enc-slash"] },
  "decode-after-check": { must: ["security/trav-double-enc"] },
  "decode-after-check/before-the-check": { must: ["files/get-percent-name"] },
  "nul-truncation": { must: ["security/nul-in-path"] },
  "head-has-body": { must: ["methods/{head-no-body,head-404}"] },
  "head-has-body/errors": { must: ["methods/head-404"] },
  "head-unsupported": {
    must: ["methods/head-supported"],
    may: ["methods/{head-404,head-cl-equals-get,head-same-fields}"],
  },
  "head-unsupported/not-allowed": {
    must: ["methods/head-supported"],
    may: ["methods/{head-404,head-cl-equals-get,head-same-fields}"],
  },
  "head-unsupported/bad-request": {
    must: ["methods/head-supported"],
    may: ["methods/{head-404,head-cl-equals-get,head-same-fields}"],
  },
  "head-unsupported/with-page": {
    must: ["methods/{head-supported,head-no-body}"],
    may: ["methods/{head-404,head-cl-equals-get,head-same-fields}"],
  },
  "head-unsupported/closes": {
    must: ["methods/{head-supported,head-no-body}"],
    may: ["methods/{head-404,head-cl-equals-get,head-same-fields}"],
  },
  "error-status-200": {
    must: ["content/{get-404,get-404-explains}", "files/get-path-case", "methods/head-404"],
  },
  "error-status-200/every-error": {
    must: ["content/get-404", "rejections/rej-host-missing"],
    may: REFUSALS,
  },
  "zero-length-is-error": { must: ["content/get-empty-file"] },
  "zero-length-is-error/server-error": { must: ["content/get-empty-file"] },
  "zero-length-is-error/closes": { must: ["content/get-empty-file"] },
  "header-injection": { must: ["security/crlf-in-path"] },
  "header-injection/in-every-answer": { must: ["format/error-answers", "security/crlf-in-path"] },
  "absolute-form": { must: ["requests/{acc-absolute-form,acc-absolute-form-host}"] },
  "absolute-form/refused": { must: ["requests/{acc-absolute-form,acc-absolute-form-host}"] },
  "absolute-form/closes": { must: ["requests/{acc-absolute-form,acc-absolute-form-host}"] },
  "body-after-304": { must: ["format/resp-204-304-no-body"] },
  "no-allow": { must: ["methods/method-405-allow"] },
  "strlen-on-received-bytes": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "strlen-on-received-bytes/blocks": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "strlen-on-received-bytes/lines": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "strlen-on-received-bytes/length-of-file": {
    must: [
      "format/resp-cl-exact",
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/close-graceful",
      "concurrency/conc-20",
    ],
  },
  "text-mode": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-crlf-exact}",
      "connection/pipeline-order",
      "concurrency/conc-20",
    ],
  },
  "text-mode/to-crlf": { must: ["reach/serves-docroot"], may: ["**"] },
  "text-mode/any-line-end": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-crlf-exact}",
      "content/get-large-file",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "text-mode/read-line": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-crlf-exact}",
      "content/get-large-file",
      "connection/close-graceful",
      "concurrency/conc-20",
    ],
  },
  "text-mode/print-line": { must: ["reach/serves-docroot"], may: ["**"] },
  "text-mode/length-of-file": {
    must: [
      "format/resp-cl-exact",
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-crlf-exact}",
      "concurrency/conc-20",
    ],
  },
  "text-mode/text-alone": { must: ["content/get-crlf-exact"] },
  "decodes-text": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/ignore": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/latin-1": {
    must: [
      "content/{get-root,get-nested-file,get-binary-exact,get-picture-exact}",
      "content/{get-utf8-exact,get-large-file}",
      "files/{get-folder-index,get-non-ascii-name}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/marks": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/ascii": {
    must: [
      "content/{get-root,get-nested-file,get-binary-exact,get-picture-exact}",
      "content/{get-utf8-exact,get-large-file}",
      "connection/close-graceful",
    ],
  },
  "decodes-text/to-latin-1": {
    must: [
      "content/{get-root,get-nested-file,get-binary-exact,get-picture-exact}",
      "content/{get-utf8-exact,get-large-file}",
      "files/{get-folder-index,get-non-ascii-name}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/write-bytes": {
    must: [
      "content/{get-root,get-nested-file,get-binary-exact,get-picture-exact}",
      "content/{get-utf8-exact,get-large-file}",
      "files/{get-folder-index,get-non-ascii-name}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/read-line": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-crlf-exact}",
      "content/get-large-file",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/length-of-file": {
    must: [
      "format/resp-no-stray-bytes",
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/close-graceful",
    ],
  },
  "decodes-text/exception": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "decodes-text/closes": {
    must: [
      "content/{get-nested-file,get-binary-exact,get-picture-exact,get-large-file}",
      "connection/{pipeline-order,close-graceful}",
      "concurrency/conc-20",
    ],
  },
  "short-send": { must: ["format/error-answers", "connection/close-graceful"] },
  "short-send/all-at-once": {
    must: ["format/resp-cl-exact", "content/get-large-file", "connection/close-graceful"],
  },
};
