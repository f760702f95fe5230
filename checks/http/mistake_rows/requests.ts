import type { WebRows } from "./row.ts";

/** What is believed of requests, how connections are used, and what ends the program. */
export const REQUEST_ROWS: WebRows = {
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
  "request-body-not-read": {
    must: ["body/{post-unread-body,get-body-in-sync,get-chunked-in-sync}"],
    may: ["{body,security}/*"],
  },
  "request-body-not-read/chunked": {
    must: ["body/get-chunked-in-sync"],
    may: ["{body,security}/*"],
  },
  "null-dereference": { must: [], may: ["rejections/*"] },
  "one-recv-one-message": {
    must: ["requests/{acc-split-segments,acc-byte-by-byte}"],
    may: ["**"], // a buffer shorter than a request cuts each
  },
};
