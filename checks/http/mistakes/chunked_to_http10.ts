import { byProblem } from "../../../lib/diagnose/web/recognise.ts";
import { drawExchange } from "../../../lib/diagnose/web/drawing.ts";
import { latin1 } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Chunks for whoever asks. */
export const chunkedToHttp10 = webMistake({
  id: "chunked-to-http10",
  kind: "mistake",
  title: "Chunks for a client of HTTP/1.0",
  shows: "the answer to a request of HTTP/1.0 comes with Transfer-Encoding: chunked",
  why:
    "Chunks came with HTTP/1.1. A client of HTTP/1.0 doesn't know them: it takes the sizes between the chunks for content. Look at the version before you choose, and send it all at once, then close.",
  code: {
    c: {
      wrong: 'dprintf(client, "Transfer-Encoding: chunked\\r\\n\\r\\n");',
      right:
        'if (minor >= 1) dprintf(client, "Transfer-Encoding: chunked\\r\\n\\r\\n");\nelse dprintf(client, "Connection: close\\r\\n\\r\\n");   /* no chunks; close() is the end */',
    },
    python: {
      wrong: 'fields.append("Transfer-Encoding: chunked")',
      right: 'if version == "HTTP/1.1":\n    fields.append("Transfer-Encoding: chunked")',
    },
  },
  byHand: {
    run: "curl -m 3 -0 -si http://{host}:{port}/ | head -20 | grep -aci '^transfer-encoding'",
    right: "0",
  },
  recognise: byProblem({
    kinds: ["transfer-encoding-to-http10"],
    checks: ["resp-no-te-http10"],
    draw: drawExchange,
  }),
  serve: web({
    announced: () => null,
    head: (lines) => RIGHT.head([...lines, "Transfer-Encoding: chunked"]),
    frame(content) {
      const text = Array.from(content, (byte) => String.fromCharCode(byte)).join("");
      const chunk = text === "" ? "" : `${text.length.toString(16)}\r\n${text}\r\n`;
      return latin1(`${chunk}0\r\n\r\n`);
    },
  }),
});
