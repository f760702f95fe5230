import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { bySpoiling } from "../../../lib/diagnose/web/changes.ts";
import type { SentFile } from "../../../lib/diagnose/web/contents.ts";
import { isCutAtNuls } from "../../../lib/diagnose/web/nul_cuts.ts";
import type { SiteFile } from "../../../lib/site/site.ts";
import { cutAtNul } from "../../slips.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A file is read block by block, and of each block what `strlen()` counts is sent. */
function cutBlocks({ bytes }: SiteFile, blockBytes: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += blockBytes) {
    blocks.push(cutAtNul(bytes.subarray(at, at + blockBytes)));
  }
  return joinBytes(...blocks);
}

/** The same by lines, which end at the buffer's end, too. */
function cutLines({ bytes }: SiteFile, bufferBytes: number): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    const next = Math.min(end < 0 ? bytes.length : end + 1, at + bufferBytes - 1);
    lines.push(cutAtNul(bytes.subarray(at, next)));
    at = next;
  }
  return joinBytes(...lines);
}

/** What `fread()` left in a buffer is measured as if it were a C string. */
export const strlenOnReceivedBytes = webMistake({
  id: "strlen-on-received-bytes",
  kind: "mistake",
  title: "strlen() on the bytes of a file",
  shows: "a file with 00 bytes comes without what stands behind them",
  why:
    'fread() and read() give you n bytes, not a C string: strlen(), "%s" and fputs() stop at the first 00 among them. A page has none; a picture has one among its first bytes.',
  code: {
    c: {
      wrong: "fread(buf, 1, size, f);\nsend(client, buf, strlen(buf), 0);",
      right:
        "n = fread(buf, 1, sizeof buf, f);\nsend(client, buf, n, 0);   /* n is what fread() returned */",
    },
  },
  byHand: {
    run:
      "curl -m 3 -s http://{host}:{port}/favicon.ico | cmp - fixtures/www/favicon.ico && echo same",
    right: "same",
  },
  recogniseBy: (site) =>
    bySpoiling(site, () => ({
      spares: ({ bytes }) => !bytes.includes(0),
      made: ({ file, came, length }: SentFile) =>
        isCutAtNuls(came, file.bytes, { isWhole: came.length === length }),
    })),
  serve: web({ read: ({ bytes }) => cutAtNul(bytes) }),
  variants: {
    blocks: web({ read: cutBlocks }),
    lines: web({ read: cutLines }),
    "length-of-file": web({ keepsOpen: () => false, frame: cutAtNul }),
  },
});
