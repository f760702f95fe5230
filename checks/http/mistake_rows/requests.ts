import type { WebRows } from "./row.ts";

const LINES = "rejections/rej-version-{junk,digits,major,unknown}";
const LENGTHS = "body/rej-cl-{negative,plus,hex}";

/** What is believed of requests, how connections are used, and what ends the program. */
export const REQUEST_ROWS: WebRows = {
  "method-not-checked": {
    must: ["methods/method-{case,prefix,unknown}", "range/range-post", "survival/method-long"],
  },
  "method-not-checked/prefix": { must: ["methods/method-prefix"] },
  "method-not-checked/unknown-alone": {
    must: ["methods/method-{case,prefix,unknown}", "survival/method-long"],
  },
  "case-insensitive-compare": { must: ["methods/method-case"] },
  "case-insensitive-compare/version": { must: ["rejections/rej-version-lower"] },
  "case-insensitive-compare/path": { must: ["files/get-path-case"] },
  "case-sensitive-compare": { must: ["requests/acc-field-name-case"] },
  "case-sensitive-compare/close": { must: ["connection/close-{case,token}"] },
  "case-sensitive-compare/close-in-text": { must: ["connection/close-{case,token}"] },
  "host-not-checked": {
    must: ["rejections/rej-host-{missing,dup,dup-same,space,path,userinfo,hash}"],
  },
  "host-not-checked/missing": {
    must: ["rejections/rej-host-{missing,space,path,userinfo,hash}"],
  },
  "host-not-checked/twice": {
    must: ["rejections/rej-host-{dup,dup-same,space,path,userinfo,hash}"],
    may: ["requests/acc-http10"],
  },
  "version-not-checked": {
    must: [LINES, "rejections/rej-{space-in-target,version-lower,version-name}"],
  },
  "version-not-checked/digits": { must: ["rejections/rej-version-{major,unknown}"] },
  "version-not-checked/prefix": { must: [LINES] },
  "lenient-field-parsing": {
    must: [
      "rejections/rej-{space-colon,name-space,no-colon,empty-name,name-nontoken}",
      "rejections/ws-hides-host",
    ],
  },
  "lenient-field-parsing/any-name": {
    must: ["rejections/rej-{space-colon,name-space,no-colon,empty-name,name-nontoken}"],
  },
  "lenient-field-parsing/space-before-colon": { must: ["rejections/rej-space-colon"] },
  "lenient-field-parsing/no-colon": { must: ["rejections/rej-no-colon"] },
  "lenient-field-parsing/bare-cr": { must: ["rejections/rej-bare-cr-host"] },
  "lenient-field-parsing/leading-space": { must: ["rejections/ws-hides-host"] },
  "lenient-number-parsing": {
    must: [LENGTHS, "body/rej-cl-{alpha,underscore,comma,inner-space,trailing,empty}"],
  },
  "lenient-number-parsing/python-int": { must: ["body/rej-cl-{negative,plus,underscore}"] },
  "lenient-number-parsing/parse-int": {
    must: [LENGTHS, "body/rej-cl-{underscore,comma,inner-space,trailing}"],
  },
  "lenient-number-parsing/number": { must: [LENGTHS, "body/rej-cl-empty"] },
  "lenient-number-parsing/chunk-sizes": {
    must: ["security/ck-{not-hex,negative,0x,underscore,plus}"],
  },
  "smuggling-two-lengths": { must: ["body/rej-cl-dup-diff"] },
  "smuggling-two-lengths/first": { must: ["body/rej-cl-dup-diff"] },
  "smuggling-length-and-coding": { must: ["security/te-with-cl"] },
  "smuggling-length-and-coding/coding-wins": { must: ["security/te-with-cl"] },
  "transfer-coding-ignored": {
    must: ["body/te-{unknown,identity,not-final}", "security/te-xchunked"],
  },
  "transfer-coding-ignored/substring": { must: ["body/te-not-final", "security/te-xchunked"] },
  "transfer-coding-ignored/all-chunked": {
    must: ["body/te-{unknown,identity,not-final}", "security/te-xchunked"],
  },
  "expect-ignored": { must: ["body/expect-100"] },
  "keep-alive-not-served": { must: ["connection/ka-default"] },
  "keep-alive-to-http10": { must: ["connection/http10-closes"] },
  "connection-close-ignored": {
    must: ["connection/close-{honoured,case,token,echoed,no-more}"],
  },
  "connection-close-ignored/always": {
    must: [
      "connection/{close-honoured,close-case,close-token,http10-closes,close-echoed}",
      "security/te-http10",
    ],
    may: ["connection/close-no-more", "{body,security}/{rej-cl,te,ck}-*"],
  },
  "connection-close-ignored/in-a-list": { must: ["connection/close-token"] },
  "buffered-rest-lost": {
    must: ["connection/pipeline-order"],
    may: ["body/{post-unread-body,get-*,acc-*}"], // a small buffer loses a part alone
  },
  "buffered-rest-lost/content-too": {
    must: ["connection/pipeline-order"],
  },
  "waits-for-eof": { must: ["reach/answers"], may: ["**"] },
  "waits-for-eof/content": {
    must: ["body/expect-100"],
    may: ["{body,security}/*"],
  },
  "eof-ignored": { must: ["body/cl-undersend"] },
  "close-with-unread-data": { must: ["survival/lim-no-rst"] },
  "request-body-not-read": {
    must: ["body/{post-unread-body,get-body-in-sync,get-chunked-in-sync}"],
    may: ["{body,security}/*"],
  },
  "request-body-not-read/chunked": {
    must: ["body/{acc-chunked,get-chunked-in-sync}"],
    may: ["{body,security}/*"],
  },
  "no-error-answer": {
    must: ["rejections/rej-host-{missing,dup,dup-same}"],
    may: ["rejections/*"],
  },
  "no-error-answer/methods": {
    must: ["methods/method-{case,prefix,unknown}"],
    may: ["survival/*", "{body,security}/te-*"],
  },
  "no-error-answer/closes-methods": {
    must: ["methods/options-{resource,star}", "body/post-cl-body", "range/range-post"],
    may: ["body/*"],
  },
  "no-error-answer/missing": {
    must: ["content/get-{404,404-explains}", "files/get-path-case", "methods/head-404"],
    may: ["content/*", "methods/*", "body/*"],
  },
  "no-error-answer/closes-missing": {
    must: ["content/get-{404,404-explains}", "files/get-path-case", "methods/head-404"],
    may: ["content/*", "methods/*", "body/*"],
  },
  "no-error-answer/closes-malformed": {
    must: ["rejections/rej-host-{missing,port}"],
    may: ["**"],
  },
  "buffer-too-small": {
    must: ["requests/{acc-unknown-fields,acc-long-field}"],
    may: ["body/*"],
  },
  "buffer-too-small/256": {
    must: ["requests/{acc-unknown-fields,acc-browser,acc-long-field}"],
    may: ["body/*"],
  },
  "buffer-too-small/2048": { must: ["requests/acc-long-field"] },
  "buffer-too-small/fields": { must: ["requests/acc-unknown-fields"], may: ["body/*"] },
  "buffer-too-small/closes": {
    must: ["requests/{acc-unknown-fields,acc-long-field}", "survival/lim-no-rst"],
    may: ["**"],
  },
  "buffer-too-small/silent": {
    must: ["requests/{acc-unknown-fields,acc-long-field}", "robustness/acc-uri-8000"],
    may: ["{body,security,survival}/*"],
  },
  "shared-buffer": { must: ["concurrency/conc-20"] },
  "fd-leak": { must: ["files/get-many-sequential"], may: ["**"] },
  "children-not-reaped": { must: ["files/get-many-sequential"], may: ["**"] },
  "counter-not-decremented": { must: ["files/get-many-sequential"], may: ["**"] },
  "fixed-table": { must: ["concurrency/conc-20"] },
  "fixed-table/never-answered": { must: ["concurrency/conc-20"] },
  "one-client-at-a-time": {
    must: ["concurrency/second-client"],
    may: ["concurrency/*"],
    unnamed: "it is a limit, which is told after the mistakes",
  },
  "accept-loop-blocked": { must: ["concurrency/conc-20"], may: ["**"] },
  "buffer-overflow": { must: [], may: ["**"] },
  "buffer-overflow/target": { must: [], may: ["**"] },
  "buffer-overflow/fields": { must: ["survival/lim-fields-10000"] },
  "no-limit": { must: [], may: ["survival/*"] },
  "sigpipe-kills": { must: ["survival/surv-rst"] },
  "die-with-error": { must: ["connection/surv-empty"] },
  "die-with-error/reset-alone": { must: ["survival/surv-rst"] },
  "exits-after-client": { must: ["reach/serves-docroot"], may: ["**"] },
  "null-dereference/silent": { must: ["connection/surv-empty"] },
  "null-dereference/folder": { must: [], may: ["**"] },
  "null-dereference/missing": { must: ["content/get-404"], may: ["**"] },
  "null-dereference": { must: [], may: ["rejections/*"] },
  "one-recv-one-message": {
    must: ["requests/{acc-split-segments,acc-byte-by-byte,no-early-answer-1}"],
    may: ["**"], // a buffer shorter than a request cuts each
  },
};
