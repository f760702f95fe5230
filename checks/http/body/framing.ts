import type { SiteFile } from "../../../lib/site/site.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { type Due, judgeAnswer, reactionTo } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import type { Response } from "../../../lib/http/mod.ts";
import type { Dialogue } from "../dialogue.ts";
import type { Http } from "../http_check.ts";
import { inShort } from "../learn.ts";
import type { RequestParts } from "../request.ts";

/** Content that is a request, for those who take it for one. */
export function decoy(http: Http): string {
  return `GET ${http.missing()} HTTP/1.1\r\nHost: decoy\r\n\r\n`;
}

/** A request with content, and a GET in the same segment behind it. */
export interface InSync {
  readonly parts: RequestParts;
  readonly asked: string;
  readonly due: Due;
  readonly file: SiteFile;
}

/** Expects the GET behind a request with content to be read as such, or the connection to be ended before it. */
export async function expectInSync(http: Http, { parts, asked, due, file }: InSync): Promise<void> {
  const first = http.request({ ...parts, connection: null, isHostile: true });
  const second = http.request({ isHostile: true });
  const dialogue = await http.open();
  await dialogue.send(first, { upTo: 0 });
  await dialogue.send(second, { file, upTo: 0 });
  const both = new Uint8Array(first.bytes.length + second.bytes.length);
  both.set(first.bytes);
  both.set(second.bytes, first.bytes.length);
  await dialogue.sendBytes(both);
  await dialogue.read();
  await dialogue.leave();
  judgeAnswer(dialogue.exchange(), due, asked);
  const exchange = dialogue.exchange(1);
  if (!exchange.response && dialogue.ending !== "open") return;
  if (!exchange.response || reactionTo(exchange).status !== 200) {
    throw new Mismatch(
      exchange.response
        ? `The content behind ${lower(asked)} was taken for a request: the next answer was ${
          inShort(exchange)
        }`
        : `Behind ${lower(asked)} a GET on the same connection got no answer`,
      {
        evidence: exchange.response ? "bytes" : "silence",
        expected: "200 for the request behind the content, or the end of the connection",
        observed: inShort(exchange),
      },
    );
  }
  expectFound(exchange, file, `A GET behind ${lower(asked)}`);
  if (dialogue.responses.length < 3) return;
  throw new Mismatch(
    `Two requests got ${dialogue.responses.length} answers: the content was taken for one`,
    {
      evidence: "bytes",
      expected: "two answers",
      observed: `${dialogue.responses.length} answers`,
    },
  );
}

/** Expects that nothing more is answered on a connection whose next request can't be found for sure. */
export async function expectNoMore(http: Http, dialogue: Dialogue, asked: string): Promise<void> {
  if (dialogue.ending === "open" && dialogue.responses.length < 2) {
    await dialogue.send(http.request({ isHostile: true }));
    await dialogue.read(2);
  }
  if (dialogue.responses.length < 2) return;
  throw new Mismatch(`${asked} was answered, and the connection was used on`, {
    evidence: "bytes",
    expected: "the end of the connection: where the next request begins nobody can know",
    observed: `a further answer: ${answerWords(dialogue.responses[1])}`,
  });
}

function answerWords(response: Response | undefined): string {
  return `${response?.head?.status ?? "bytes without a status line"}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
