import { isInCharacters } from "../../../lib/diagnose/web/characters.ts";
import { isLengthOfFile } from "../../../lib/diagnose/web/contents.ts";
import { drawLengths } from "../../../lib/diagnose/web/drawing.ts";
import { isNamed } from "../../../lib/diagnose/web/failing.ts";
import { wrongLengths } from "../../../lib/diagnose/web/lengths.ts";
import { tellsOf, webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Groups whose checks a lost end, or what stands behind it, makes fail. */
const READERS = ["reach", "content", "files", "connection", "concurrency"];

const decoded = (content: Uint8Array) => new TextDecoder().decode(content);

/** Content-Length counts characters. */
export const lengthInCharacters = webMistake({
  id: "length-in-characters",
  kind: "mistake",
  title: "Content-Length counts characters instead of bytes",
  shows: "Content-Length is right for ASCII, and too small for a text with letters as é or €",
  why:
    "In UTF-8 é is two bytes and € three, but one character each: len() and length of a text count characters, the client counts bytes. What is beyond the number is lost, or taken for the next answer.",
  code: {
    c: {
      wrong: 'dprintf(client, "Content-Length: %zu\\r\\n\\r\\n", mbstowcs(NULL, page, 0));',
      right: 'dprintf(client, "Content-Length: %zu\\r\\n\\r\\n", strlen(page));',
    },
    python: {
      wrong: 'head += f"Content-Length: {len(text)}\\r\\n\\r\\n"',
      right: 'body = text.encode()\nhead += f"Content-Length: {len(body)}\\r\\n\\r\\n"',
    },
    java: {
      wrong: 'out.print("Content-Length: " + text.length() + "\\r\\n\\r\\n");',
      right:
        'byte[] body = text.getBytes(UTF_8);\nout.print("Content-Length: " + body.length + "\\r\\n\\r\\n");',
    },
    javascript: {
      wrong: "`Content-Length: ${text.length}\\r\\n\\r\\n`",
      right: "`Content-Length: ${Buffer.byteLength(text)}\\r\\n\\r\\n`",
    },
  },
  byHand: {
    run:
      "curl -m 3 -s http://{host}:{port}/texts/greetings-utf8.txt | cmp - fixtures/www/texts/greetings-utf8.txt && echo same",
    right: "same",
  },
  recogniseBy: (site) =>
    webRecogniser((run) => {
      const shown = wrongLengths(run).filter((one) =>
        isInCharacters(one) && !isLengthOfFile(one.exchange, site)
      );
      if (shown.length === 0) return null;
      const own = new Set(shown.map(({ seen }) => seen));
      const isTold = tellsOf(shown.flatMap(({ exchange }) => exchange.response!.problems));
      return {
        explains: (seen) =>
          (READERS.includes(seen.group) && own.has(seen)) ||
          (isNamed(seen, "resp-cl-exact", "resp-no-stray-bytes", "error-answers") &&
            (isTold(seen) || own.has(seen))),
        draw: () => drawLengths([...own]),
      };
    }),
  serve: web({ announced: ({ content }) => String(decoded(content).length) }),
  variants: {
    "code-points": web({ announced: ({ content }) => String([...decoded(content)].length) }),
    "text-alone": web({
      announced(answer, request) {
        const isText = answer.fields.some(([, value]) => value.startsWith("text/"));
        return isText ? String(decoded(answer.content).length) : RIGHT.announced(answer, request);
      },
    }),
  },
});
