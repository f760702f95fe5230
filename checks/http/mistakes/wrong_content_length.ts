import { isLengthOfFile } from "../../../lib/diagnose/web/contents.ts";
import { drawLengths } from "../../../lib/diagnose/web/drawing.ts";
import { answerField, exchangesOf } from "../../../lib/diagnose/web/exchange.ts";
import { failedNamed, isNamed } from "../../../lib/diagnose/web/failing.ts";
import { tellsOf, webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import {
  isSimple,
  isStrlen,
  isText,
  type WrongLength,
  wrongLengthOf,
  wrongLengths,
} from "../../../lib/diagnose/web/lengths.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { cutAtNul } from "../../slips.ts";
import { web, webMistake } from "../web_mistake.ts";

/** The checks that compare what is announced with what comes. */
const CHECKS = ["resp-cl-exact", "error-answers", "get-404*"];

/** Groups whose checks a lost end, or what stands behind it, makes fail. */
const READERS = ["content", "files", "connection", "concurrency", "requests"];

/** Content-Length is another number than that of the bytes behind the head. */
export const wrongContentLength = webMistake({
  id: "wrong-content-length",
  kind: "mistake",
  title: "Content-Length isn't the length of the content",
  shows: "the number in Content-Length isn't the number of bytes that follow the head",
  why:
    "Where it is too large, the client waits for bytes that never come; where it is too small, the rest is lost, or taken for the next answer. Off by 1, the '\\0' of a string was counted; 0, it was written before the page was made; off by about a hundred, the head was counted, too.",
  code: {
    c: {
      wrong: 'fprintf(out, "Content-Length: %ld\\r\\n\\r\\n", size + 1);',
      right: 'fprintf(out, "Content-Length: %ld\\r\\n\\r\\n", size);   /* what fstat() says */',
    },
    python: {
      wrong: 'head += f"Content-Length: {len(head + body)}\\r\\n\\r\\n"',
      right: 'head += f"Content-Length: {len(body)}\\r\\n\\r\\n"   # body is bytes',
    },
  },
  byHand: { run: "curl -m 3 -so /dev/null http://{host}:{port}/; echo $?", right: "0" },
  recogniseBy: (site) =>
    webRecogniser((run) => {
      const isOwn = (one: WrongLength) =>
        !isLengthOfFile(one.exchange, site) && (isPlainText(one) || isStrlen(one));
      const plain = wrongLengths(run).filter(isOwn);
      const ofHead = failedNamed(run, "head-cl-equals-get").filter(isOtherForHead);
      const isTold = tellsOf(plain.flatMap(({ exchange }) => exchange.response!.problems));
      const isLost = (seen: Observation) =>
        plain.length > 0 && READERS.includes(seen.group) &&
        exchangesOf(seen).flatMap(wrongLengthOf).some(({ exchange }) =>
          !isLengthOfFile(exchange, site)
        );
      const explains = (seen: Observation) =>
        ofHead.includes(seen) ||
        (isNamed(seen, ...CHECKS) &&
          (isTold(seen) || exchangesOf(seen).flatMap(wrongLengthOf).some(isOwn)));
      if (!run.failed.some(explains)) return null;
      return {
        explains: (seen) =>
          explains(seen) || isLost(seen) ||
          (isNamed(seen, "resp-no-stray-bytes") && plain.length > 0),
        draw: (explained) =>
          drawLengths(plain.length > 0 ? plain.map(({ seen }) => seen) : explained),
      };
    }),
  serve: web({ announced: ({ content: { length } }) => String(length + 1) }),
  variants: {
    "too-small": web({ announced: ({ content: { length } }) => String(Math.max(0, length - 1)) }),
    "head-counted": web({ announced: ({ content: { length } }) => String(length + 112) }),
    "zero-for-errors": web({
      announced: ({ status, content }) => String(status >= 400 ? 0 : content.length),
    }),
    zero: web({ announced: () => "0" }),
    "size-of-buffer": web({ announced: () => "1024" }),
    strlen: web({ announced: ({ content }) => String(cutAtNul(content).length) }),
    "left-over": web(() => {
      let last = 0;
      return {
        announced({ status, content: { length } }) {
          if (status < 400) last = length;
          return String(last);
        },
      };
    }),
    "zero-for-head": web({
      announced: ({ content: { length } }, request) =>
        request?.method === "HEAD" ? "0" : String(length),
    }),
  },
});

/** Whether HEAD was told another length than GET. */
function isOtherForHead(seen: Observation): boolean {
  const lengths = exchangesOf(seen).map((one) => answerField(one, "Content-Length"));
  return lengths.every((length) => /^\d+$/.test(length ?? "")) && new Set(lengths).size > 1;
}

/** Whether it can be no matter of how characters are counted, or of how a file was read. */
function isPlainText(one: WrongLength): boolean {
  return isText(one) && isSimple(one);
}
