import { counted } from "../../../lib/bytes/text.ts";
import { fieldValue } from "../../../lib/http/mod.ts";
import { targetOf } from "../../../lib/site/site.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { evidenceOf, expectServed, gotWords, judgeAnswer } from "../answer.ts";
import type { Exchange } from "../dialogue.ts";
import { type Http, httpCheck } from "../http_check.ts";
import { isServed } from "../learn.ts";
import { plainFile } from "../pick.ts";
import { missingDue } from "../ruled.ts";
import { rfc } from "../sources.ts";

const BY_HAND = {
  run:
    "printf 'HEAD / HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | tr -d '\\r' | sed '1,/^$/d' | wc -c",
  right: "0",
};

/** Whether HEAD is known at all. */
export const headSupported = httpCheck({
  id: "http/methods/head-supported",
  title: "Knows HEAD",
  level: "standard",
  must: "Answer HEAD for a file with 200, as GET.",
  why: "GET and HEAD are the two methods that every web server must know.",
  sources: [rfc("9110 §9.1"), rfc("9110 §9.3.2")],
  byHand: BY_HAND,
  async run(http) {
    expectServed(await http.ask({ method: "HEAD" }), "HEAD for a file", "9110 §9.1");
  },
});

/** That HEAD is answered by a head. */
export const headNoBody = httpCheck({
  id: "http/methods/head-no-body",
  title: "Sends no content with the answer to HEAD",
  level: "standard",
  must: "Answer HEAD with the head alone, whatever its status.",
  why: "A client reads nothing behind that head: content there is taken for the next answer.",
  sources: [rfc("9110 §9.3.2")],
  byHand: BY_HAND,
  async run(http) {
    expectNoContent(await http.ask({ method: "HEAD" }), "HEAD for a file");
  },
});

/** HEAD for what isn't there. */
export const headNotFound = httpCheck({
  id: "http/methods/head-404",
  title: "Answers HEAD for a missing file as GET, without content",
  level: "standard",
  must: "Answer HEAD for a file that doesn't exist with 404 and no content.",
  why: "The page that explains an error is content, too.",
  sources: [rfc("9110 §9.3.2")],
  after: ["http/content/get-404"],
  needs: ["http/methods/head-supported"],
  async run(http) {
    const asked = "HEAD for a missing file";
    const exchange = await http.ask({ method: "HEAD", target: http.missing() });
    judgeAnswer(exchange, missingDue(http.run.rules), asked);
    expectNoContent(exchange, asked);
  },
});

/** That both say the same length. */
export const headLength = httpCheck({
  id: "http/methods/head-cl-equals-get",
  title: "Announces the same length for HEAD and GET",
  level: "standard",
  must: "Send the Content-Length with HEAD that a GET would bring, or none.",
  why: "Clients ask by HEAD how much there is to fetch.",
  sources: [rfc("9110 §8.6")],
  needs: ["http/methods/head-supported"],
  async run(http) {
    const { head, get } = await both(http);
    const [byHead, byGet] = [head, get].map((exchange) => field(exchange, "Content-Length"));
    if (byHead === undefined || byGet === undefined || byHead === byGet) return;
    throw new Mismatch(`Content-Length is ${byHead} with HEAD and ${byGet} with GET`, {
      evidence: "bytes",
      expected: `Content-Length: ${byGet}, or none`,
      observed: `Content-Length: ${byHead}`,
    });
  },
});

/** What the head of a GET may have and the answer to HEAD need not. */
const OWN =
  /^(?:content-length|transfer-encoding|connection|keep-alive|content-encoding|vary|set-cookie|age|via)$/i;

/** That both say the same of the file. */
export const headFields = httpCheck({
  id: "http/methods/head-same-fields",
  title: "Sends the same fields with HEAD as with GET",
  level: "strict",
  must: "Send the header fields with HEAD that a GET would bring.",
  why: "HEAD is there to learn of a file without fetching it.",
  sources: [rfc("9110 §9.3.2")],
  needs: ["http/methods/head-supported"],
  async run(http) {
    const { head, get } = await both(http);
    const names = (get.response?.head?.fields ?? []).map(({ name }) => name);
    const lost = names.filter((name) => !OWN.test(name) && field(head, name) === undefined);
    if (lost.length === 0) return;
    throw new Mismatch(`HEAD brings no ${lost.join(", no ")}, and GET does`, {
      evidence: "bytes",
      expected: names.join(", "),
      observed: (head.response?.head?.fields ?? []).map(({ name }) => name).join(", "),
    });
  },
});

async function both(http: Http): Promise<{ readonly head: Exchange; readonly get: Exchange }> {
  const file = plainFile(http.run);
  const target = targetOf(file);
  const head = await http.ask({ method: "HEAD", target });
  if (!isServed(head)) throw new NotApplicable("HEAD is not served");
  return { head, get: await http.ask({ target }, { file }) };
}

function field({ response }: Exchange, name: string): string | undefined {
  return fieldValue(response?.head?.fields ?? [], name);
}

function expectNoContent(exchange: Exchange, asked: string): void {
  const { response } = exchange;
  if (!response) {
    throw new Mismatch(`${asked} ${gotWords(exchange)}`, {
      evidence: evidenceOf(exchange),
      expected: "a head",
      observed: gotWords(exchange),
    });
  }
  const hasMore = response.problems.some(({ kind }) => kind === "content-in-head");
  if (!hasMore && exchange.unasked === 0) return;
  const count = response.surplus?.length;
  throw new Mismatch(`${asked} brought content behind the head`, {
    evidence: "bytes",
    expected: "nothing behind the empty line",
    observed: count === undefined ? "more bytes" : counted(count, "byte"),
  });
}
