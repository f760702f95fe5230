import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import { looksAtLengths, readsChunks, wasTaken } from "../../../lib/diagnose/web/following.ts";
import { failedNamed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Lengths that are no numbers, one by one, and all of them. */
const LENGTHS = [
  "rej-cl-alpha",
  "rej-cl-negative",
  "rej-cl-plus",
  "rej-cl-hex",
  "rej-cl-underscore",
  "rej-cl-comma",
  "rej-cl-inner-space",
  "rej-cl-trailing",
  "rej-cl-empty",
  "rej-cl-overflow",
];
const SIZES = ["ck-not-hex", "ck-negative", "ck-0x", "ck-underscore", "ck-plus", "ck-overflow"];

/** Reads a length as a function does that gives NaN, or rubbish, for what is none. */
function lengthBy(read: (digits: string) => number): Steps["contentLength"] {
  return (request) => {
    const lengths = valuesOf(request, "content-length");
    const isOther = valuesOf(request, "transfer-encoding").length > 0 || lengths.length !== 1;
    if (isOther) return RIGHT.contentLength(request);
    const length = read(lengths[0]!);
    if (Number.isNaN(length)) return -400;
    return length > 1e6 ? -413 : Math.max(0, length);
  };
}

const PYTHON_INT = /^\s*[+-]?\d+(_\d+)*\s*$/;

/** Numbers are read by a function that takes more than numbers. */
export const lenientNumberParsing = webMistake({
  id: "lenient-number-parsing",
  kind: "mistake",
  title: "Reads a length by a function that takes more than lengths",
  shows:
    "a request is taken whose Content-Length, or the size of a chunk, is no number: 5x, +5, or abc",
  why:
    "atoi() gives 0 for what is no number, and both atoi() and strtol() stop at the first letter and say nothing; signs and spaces are welcome. Two programs that read different lengths disagree on where the next request begins: only digits will do, all else is 400.",
  code: {
    c: {
      wrong: "length = atoi(value);",
      right:
        "errno = 0;\nlength = strtol(value, &end, 10);\nif (!isdigit(value[0]) || *end != '\\0' || errno != 0)\n    return send_error(client, 400);",
    },
    python: {
      wrong: 'length = int(fields["content-length"])',
      right:
        'if not re.fullmatch(r"[0-9]{1,9}", value):\n    return error(400)\nlength = int(value)',
    },
    java: {
      wrong: "int length = Integer.parseInt(value.trim());",
      right: 'if (!value.matches("[0-9]{1,9}")) return error(400);',
    },
    javascript: {
      wrong: "const length = parseInt(value);",
      right: "if (!/^\\d{1,9}$/.test(value)) return error(400);",
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 5x\\r\\n\\r\\nhello' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "400",
  },
  recognise: byFailures({
    ...Object.fromEntries(LENGTHS.map((name) => [name, isLengthTaken])),
    ...Object.fromEntries(SIZES.map((name) => [name, isSizeTaken])),
  }),
  serve: web({ contentLength: lengthBy((digits) => parseInt(digits) || 0) }),
  variants: {
    "python-int": web({
      contentLength: lengthBy((digits) =>
        PYTHON_INT.test(digits) ? Number(digits.replaceAll("_", "")) : NaN
      ),
    }),
    "parse-int": web({ contentLength: lengthBy((digits) => parseInt(digits, 10)) }),
    number: web({ contentLength: lengthBy(Number) }),
    "chunk-sizes": web({ chunkedLength: (text) => RIGHT.chunkedLength(asStrtol(text)) }),
  },
});

/** Chunks as strtol() sees them: each first line by the digits that it begins with. */
function asStrtol(text: string): string {
  return text.replace(/^[^\r]*(?=\r\n)/, (size) => {
    const read = Math.min(0xffff, Math.abs(parseInt(size, 16) || 0));
    return read.toString(16).padStart(size.length, "0").slice(-size.length);
  });
}

/** Whether content was taken by a length that is none, where lengths are looked at. */
function isLengthTaken(seen: Observation, run: Observations): boolean {
  return looksAtLengths(run) && wasTaken(seen);
}

/** The same of the size of a chunk, where chunks are counted. */
function isSizeTaken(seen: Observation, run: Observations): boolean {
  const counts = readsChunks(run) && failedNamed(run, "acc-many-chunks").length === 0;
  return counts && wasTaken(seen);
}
