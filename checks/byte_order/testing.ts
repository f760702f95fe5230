import type { Table } from "../testing.ts";

/** In memory the time is virtual but each read isn't: what carries much is for those that show in it. */
export const VOLUME = ["**/{side-by-side,leaves-without-reading,far-too-long}"];
/** The mistakes that show there. */
export const NEED_VOLUME = [
  ...["shared-buffer", "sigpipe-kills", "waits-for-full-buffer"],
  ...["buffer-overflow", "no-validation", "single-recv", "one-recv-one-message"],
];

/** What goes wrong where numbers, the length included, are read the other way round. */
const ALL_READ = [
  "values/*",
  "text/{one-byte,longest}",
  "stream/hundred-records",
  "survival/one-byte-too-long",
];
/** All that looks at the short. */
const SHORTS = ["values/16-bit-*", "stream/hundred-records"];
/** All that looks at the long. */
const LONGS = ["values/32-bit-*", "stream/hundred-records"];
/** What goes wrong where numbers are written the other way round; a number of ones stays the same. */
const ALL_WRITTEN = [
  "values/{16,32}-bit-{order,small,carry,sign}",
  "values/length",
  "stream/hundred-records",
];
/** The long, and all that is shifted by it. */
const LONGS_SHIFTED = ["values/32-bit-*", "values/length", "size/exact", "stream/hundred-records"];
/** What counts bytes. */
const SIZE = ["size/exact", "stream/hundred-records"];
/** What holds bytes that are no ASCII. */
const NOT_ASCII = ["text/every-byte-value", "stream/hundred-records"];
/** What holds white space at its ends. */
const LETTERS = ["text/letters", "stream/hundred-records"];
/** What is to be refused. */
const TOO_LONG = ["survival/{one-byte-too-long,far-too-long}"];
/** What holds NULs. */
const NULS = ["text/{nul-bytes,every-byte-value}", "stream/hundred-records"];
/** Every number, and all that is shifted. */
const VALUES_AND_SIZE = ["values/*", "size/exact", "stream/hundred-records"];
/** The length, read the other way round. */
const LENGTH_READ = [
  "values/length",
  "text/{one-byte,longest}",
  "stream/hundred-records",
  "survival/one-byte-too-long",
];
/** What holds letters and line ends. */
const ALL_LETTERS = ["text/{letters,every-byte-value}", "stream/hundred-records"];
/** The largest numbers. */
const WRAPS = ["values/{16,32}-bit-wrap"];
/** Who comes late. */
const MANY_CLIENTS = ["clients/one-after-another"];
/** The largest length. */
const LONGEST = ["text/longest"];

/** What becomes of the checks against the server of each mistake. */
export const TABLE: Table = {
  "no-byte-order": { must: ALL_READ },
  "no-byte-order/neither-short": { must: SHORTS },
  "no-byte-order/neither-long": { must: LONGS },
  "no-byte-order/neither-length": { must: LENGTH_READ },
  "no-ntoh": { must: ALL_READ },
  "no-ntoh/unread-short": { must: SHORTS },
  "no-ntoh/unread-long": { must: LONGS },
  "no-ntoh/unread-length": { must: LENGTH_READ },
  "no-hton": { must: ALL_WRITTEN },
  "no-hton/unwritten-short": {
    must: ["values/16-bit-{order,small,carry,sign}", "stream/hundred-records"],
  },
  "no-hton/unwritten-long": {
    must: ["values/32-bit-{order,small,carry,sign}", "stream/hundred-records"],
  },
  "no-hton/unwritten-length": { must: ["values/length", "stream/hundred-records"] },
  "double-conversion": { must: ALL_READ },
  "double-conversion/both-short": { must: SHORTS },
  "double-conversion/both-long": { must: LONGS },
  "double-conversion/both-length": { must: LENGTH_READ },
  "double-conversion/written": { must: ALL_WRITTEN },
  "double-conversion/read": { must: ALL_READ },
  "wrong-hton-width": { must: LONGS },
  "wrong-hton-width/htons-written-long": { must: LONGS },
  "wrong-hton-width/htons-read": { must: LONGS },
  "wrong-hton-width/htons-both": { must: LONGS },
  "wrong-hton-width/htonl-written": {
    must: ["values/16-bit-*", "values/length", "stream/hundred-records"],
  },
  "wrong-hton-width/htonl-read": {
    must: [
      "values/16-bit-*",
      "values/length",
      "text/{order,odd-length,letters,nul-bytes,every-byte-value,one-byte,longest}",
      "size/exact",
      "stream/{several-records,long-then-short,record-and-a-half,every-cut,pipelined,hundred-records}",
      "concurrency/side-by-side",
      "survival/{half-a-text,one-byte-too-long,far-too-long}",
    ],
  },
  "wrong-hton-width/htonl-both": {
    must: [
      "values/16-bit-*",
      "values/length",
      "text/{order,odd-length,letters,nul-bytes,every-byte-value,one-byte,longest}",
      "size/exact",
      "stream/{several-records,long-then-short,record-and-a-half,every-cut,pipelined,hundred-records}",
      "concurrency/side-by-side",
      "survival/{half-a-text,one-byte-too-long,far-too-long}",
    ],
  },
  "wrong-hton-width/halves-written": {
    must: ["values/32-bit-{order,small,carry,sign}", "stream/hundred-records"],
  },
  "wrong-hton-width/halves-read": { must: LONGS },
  "wrong-hton-width/halves-both": { must: LONGS },
  "wrong-hton-width/two-bytes": { must: LONGS_SHIFTED },
  "wrong-hton-width/htonl-of-htons": { must: LONGS },
  "wrong-integer-size": { must: LONGS_SHIFTED },
  "wrong-integer-size/long-half-short": { must: LONGS_SHIFTED },
  "wrong-integer-size/long-half-long": {
    must: ["values/length", "size/exact", "stream/hundred-records"],
  },
  "wrong-integer-size/long-half-length": { must: SIZE },
  "wrong-integer-size/long-zeros-in-front": { must: VALUES_AND_SIZE },
  "wrong-integer-size/long-little-endian": {
    must: [
      "values/16-bit-{order,small,carry,sign}",
      "values/32-bit-*",
      "values/length",
      "size/exact",
      "stream/hundred-records",
    ],
  },
  "wrong-integer-size/int-half": { must: LONGS_SHIFTED },
  "wrong-integer-size/int-zeros-in-front": { must: VALUES_AND_SIZE },
  "wrong-integer-size/int-little-endian": {
    must: [
      "values/16-bit-{order,small,carry,sign}",
      "values/32-bit-*",
      "values/length",
      "size/exact",
      "stream/hundred-records",
    ],
  },
  "wrong-integer-size/long-read": {
    must: [
      "reach/answers",
      "values/*",
      "text/*",
      "size/exact",
      "stream/*",
      "closing/*",
      "clients/*",
      "concurrency/*",
      "survival/*",
    ],
  },
  "struct-padding": { must: LONGS_SHIFTED },
  "struct-padding/without-tail": { must: LONGS_SHIFTED },
  "struct-padding/whole": {
    must: [
      "values/32-bit-*",
      "values/length",
      "text/one-byte",
      "size/exact",
      "stream/hundred-records",
    ],
  },
  "struct-padding/whole-with-nul": {
    must: [
      "values/32-bit-*",
      "values/length",
      "text/one-byte",
      "size/exact",
      "stream/hundred-records",
    ],
  },
  "text-swapped": { must: ["text/{order,every-byte-value}", "stream/hundred-records"] },
  "text-swapped/htonl": { must: ["text/{order,every-byte-value}", "stream/hundred-records"] },
  "text-swapped/eight": {
    must: ["text/{order,letters,every-byte-value}", "stream/hundred-records"],
  },
  "text-swapped/reversed": {
    must: ["text/{order,odd-length,letters,nul-bytes,every-byte-value}", "stream/hundred-records"],
  },
  "no-increment": { must: ["values/{16,32}-bit-*", "stream/hundred-records"] },
  "no-increment/number": { must: ["values/{16,32}-bit-*", "stream/hundred-records"] },
  "sends-text": { must: VALUES_AND_SIZE },
  "sends-text/decimal": { must: VALUES_AND_SIZE },
  "sends-text/hexadecimal": { must: VALUES_AND_SIZE },
  "signed-overflow": { must: WRAPS },
  "signed-overflow/saturates-short": { must: ["values/16-bit-wrap"] },
  "signed-overflow/saturates-long": { must: ["values/32-bit-wrap"] },
  "signed-overflow/signed-maximum": {
    must: ["values/{16,32}-bit-{sign,wrap}", "stream/hundred-records"],
  },
  "range-exception": { must: WRAPS },
  "range-exception/closes-short": { must: ["values/16-bit-wrap"] },
  "range-exception/closes-long": { must: ["values/32-bit-wrap"] },
  "range-exception/ends-server": { must: ["values/32-bit-small"] },
  "off-by-one": { must: WRAPS },
  "off-by-one/early-wrap-short": { must: ["values/16-bit-wrap"] },
  "off-by-one/early-wrap-long": { must: ["values/32-bit-wrap"] },
  "off-by-one/refused": { must: LONGEST },
  "off-by-one/cut": { must: LONGEST },
  "off-by-one/cut-still-announced": { must: LONGEST },
  "no-validation": { must: TOO_LONG },
  "no-validation/cut": { must: TOO_LONG },
  "no-validation/rest-is-record": { must: TOO_LONG },
  "no-validation/cut-still-announced": { must: TOO_LONG },
  "no-validation/empty": { must: TOO_LONG },
  "no-validation/empty-still-announced": { must: TOO_LONG },
  "buffer-overflow": { must: ["survival/one-byte-too-long"] },
  "zero-length-is-eof": { must: ["text/empty", "stream/hundred-records"] },
  "strlen-on-received-bytes": {
    must: [
      "values/*",
      "text/{nul-bytes,every-byte-value,one-byte,longest}",
      "size/exact",
      "stream/hundred-records",
    ],
  },
  "strlen-on-received-bytes/text": { must: NULS },
  "strlen-on-received-bytes/text-counted": { must: NULS },
  "strlen-on-received-bytes/strncpy": { must: NULS },
  "ignores-recv-length": { must: SIZE },
  "ignores-recv-length/2000-bytes": { must: SIZE },
  "ignores-recv-length/old-bytes": {
    must: ["size/exact", "stream/{long-then-short,hundred-records}"],
  },
  "adds-nul": { must: SIZE },
  "adds-nul/text": { must: SIZE },
  "adds-nul/text-counted": { must: ["values/length", "size/exact", "stream/hundred-records"] },
  "adds-newline": { must: SIZE },
  "adds-newline/cr-lf": { must: SIZE },
  "adds-banner": {
    must: [
      "values/*",
      "size/exact",
      "stream/{nothing-unasked,several-records,long-then-short,record-and-a-half,every-cut,pipelined,hundred-records}",
      "concurrency/side-by-side",
      "survival/{half-a-record,half-a-text,one-byte-too-long,far-too-long}",
    ],
  },
  "changes-case": { must: ALL_LETTERS },
  "changes-case/lower": { must: ALL_LETTERS },
  "seven-bit": { must: NOT_ASCII },
  "decodes-text": { must: NOT_ASCII },
  "decodes-text/utf-8-counted": { must: NOT_ASCII },
  "decodes-text/ignore": { must: NOT_ASCII },
  "decodes-text/ignore-counted": { must: NOT_ASCII },
  "decodes-text/latin-1": { must: NOT_ASCII },
  "decodes-text/latin-1-counted": { must: NOT_ASCII },
  "decodes-text/exception": { must: NOT_ASCII },
  "decodes-text/ascii": { must: NOT_ASCII },
  "strips-line-end": { must: LETTERS },
  "strips-line-end/text-counted": { must: LETTERS },
  "trims-whitespace": { must: LETTERS },
  "trims-whitespace/text-counted": { must: LETTERS },
  "text-mode": { must: ["text/letters"] },
  "text-mode/lf-counted": { must: ["text/letters"] },
  "text-mode/cr-lf": { must: ALL_LETTERS },
  "text-mode/cr-lf-counted": { must: ALL_LETTERS },
  "single-recv": {
    must: [
      "stream/{several-records,long-then-short,record-and-a-half,every-cut,pipelined,hundred-records}",
      "concurrency/side-by-side",
    ],
  },
  "single-recv/one-call": {
    must: [
      "stream/{several-records,long-then-short,cut-in-number,cut-in-text,record-and-a-half,every-cut,byte-by-byte,pipelined,hundred-records}",
      "concurrency/{interleaved,side-by-side}",
      "survival/{half-a-record,half-a-text,one-byte-too-long,far-too-long}",
    ],
  },
  "one-recv-one-message": {
    must: [
      "stream/{cut-in-number,record-and-a-half,every-cut,byte-by-byte,pipelined,hundred-records}",
      "concurrency/{interleaved,side-by-side}",
      "survival/{half-a-record,half-a-text,one-byte-too-long,far-too-long}",
    ],
  },
  "one-recv-one-message/drops-short-pieces": {
    must: [
      "stream/{cut-in-number,cut-in-text,record-and-a-half,every-cut,byte-by-byte,pipelined,hundred-records}",
      "concurrency/{interleaved,side-by-side}",
    ],
  },
  "one-recv-one-message/closes-at-short-parts": {
    must: [
      "stream/{cut-in-number,cut-in-text,record-and-a-half,every-cut,byte-by-byte}",
      "concurrency/interleaved",
    ],
  },
  "buffered-rest-lost": {
    must: ["stream/{record-and-a-half,pipelined,hundred-records}", "concurrency/side-by-side"],
  },
  "waits-for-eof": {
    must: ["stream/at-once", "clients/one-after-another", "concurrency/interleaved"],
  },
  "waits-for-full-buffer": {
    must: ["stream/at-once", "clients/one-after-another", "concurrency/interleaved"],
  },
  "close-drops-pending": { must: ["closing/half-close"] },
  "eof-ignored": {
    must: [
      "closing/{end-after-client,empty-connection}",
      "clients/{leave-at-once,one-after-another}",
      "survival/{half-a-record,half-a-text,one-byte-too-long,far-too-long}",
    ],
  },
  "exits-after-client": { must: ["clients/next-client"] },
  "interrupted-accept": { must: ["clients/next-client"] },
  "one-client-at-a-time": { must: ["concurrency/*"] },
  "accept-loop-blocked": { must: ["concurrency/twenty-clients"] },
  "fixed-table": { must: ["concurrency/twenty-clients"] },
  "fixed-table/never-answered": { must: ["concurrency/twenty-clients"] },
  "counter-not-decremented": { must: MANY_CLIENTS },
  "fd-leak": { must: MANY_CLIENTS },
  "children-not-reaped": { must: MANY_CLIENTS },
  "shared-buffer": { must: ["concurrency/{interleaved,side-by-side}"] },
  "sigpipe-kills": { must: ["survival/leaves-without-reading"] },
  "die-with-error": { must: ["survival/reset-at-once"] },
  "die-with-error/half-a-record": { must: ["survival/reset-at-once"] },
};
