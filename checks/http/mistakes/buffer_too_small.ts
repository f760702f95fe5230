import { failedNamed, isNamed, wasError } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Where a head is longer than some, or has more fields. */
export const LONG_HEADS = ["acc-browser", "acc-unknown-fields", "acc-long-field"];
/** Where more is sent than some programs have room for, and refusing it is right. */
const LONGER = ["acc-many-chunks", "acc-uri-8000", "lim-*", "method-long", "range-flood"];

/** A head may have so many bytes. */
function roomFor(bytes: number): Partial<Steps> {
  return {
    headEnd: (text) => text.length > bytes ? -1 : RIGHT.headEnd(text),
    isTooLong: (text) => text.length > bytes,
  };
}

/** There is too little room for a head. */
export const bufferTooSmall = webMistake({
  id: "buffer-too-small",
  kind: "mistake",
  title: "Too little room for a head",
  shows: "a request is refused, or not answered, whose head is long or has many fields",
  why:
    "A browser sends 600 bytes and more, and a cookie alone may have 4,000. A buffer of 512 bytes, or an array for 20 fields, is full before the empty line has come. Have room for 8 KiB at the least, and skip the fields that you don't need instead of keeping them.",
  code: {
    c: {
      wrong: "char buf[512];",
      right: "char buf[16384];   /* and 431 for what doesn't fit */",
    },
    python: {
      wrong: "head = client.recv(512)",
      right:
        'while b"\\r\\n\\r\\n" not in head and len(head) < 16384:\n    head += client.recv(4096)',
    },
    java: { wrong: "byte[] buf = new byte[512];", right: "byte[] buf = new byte[16384];" },
  },
  byHand: {
    run:
      "(printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nCookie: '; head -c 4000 /dev/zero | tr '\\0' a; printf '\\r\\n\\r\\n') | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "200",
  },
  recognise: webRecogniser((run) => {
    const isGone = run.goneAfter !== null && run.isPortFree;
    if (isGone || !failedNamed(run, ...LONG_HEADS).some(wasError)) return null;
    return { explains: (seen) => isNamed(seen, ...LONG_HEADS, ...LONGER) && wasError(seen) };
  }),
  serve: web(roomFor(512)),
  variants: {
    "256": web(roomFor(256)),
    "2048": web(roomFor(2048)),
    fields: web({
      headEnd: (text) => text.split("\n").length > 20 ? -1 : RIGHT.headEnd(text),
      isTooLong: (text) => text.split("\n").length > 20,
    }),
    closes: web({ ...roomFor(512), reacts: (status) => status === 431 ? "close" : "answer" }),
    silent: web({ headEnd: roomFor(512).headEnd!, isTooLong: () => false }),
  },
});
