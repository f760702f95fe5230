import { hexByte, quote } from "../../bytes/text.ts";
import type { Problem, ProblemKind } from "../../http/mod.ts";
import { labelled } from "../drawing.ts";
import type { Observation } from "../observation.ts";
import { exchangesOf, type WebExchange } from "./exchange.ts";
import type { SentRequest } from "./sent_request.ts";

/** How many lines of a request, of a head, and of a table are shown. */
const REQUEST_LINES = 5;
const HEAD_LINES = 6;
const TABLE_ROWS = 4;
const LINE_WIDTH = 60;
const SHORT_REQUEST = 400;
const LF = 0x0a;

/** The exchange that shows a mistake best: what was sent, and what came for it. */
export function drawExchange(explained: readonly Observation[]): readonly string[] {
  const shown = telling(explained.flatMap(exchangesOf));
  return shown ? drawOne(shown) : [];
}

/** One exchange: what was sent, and what came for it. */
export function drawOne(exchange: WebExchange): readonly string[] {
  return [
    ...labelled("sent", linesOf(exchange.request).join("\n")),
    ...labelled("came back", answerLines(exchange).join("\n")),
  ];
}

/** Draws the head that shows a problem line by line, with its first bad byte marked. */
export function drawHead(
  ...kinds: readonly ProblemKind[]
): (explained: readonly Observation[]) => readonly string[] {
  return (explained) => {
    const exchanges = explained.flatMap(exchangesOf);
    const shown = exchanges.find((one) => marked(one, kinds) !== undefined);
    const problem = shown && marked(shown, kinds);
    return shown && problem ? headLines(shown, problem) : drawExchange(explained);
  };
}

/** Draws what was announced and what came, for each target a row. */
export function drawLengths(explained: readonly Observation[]): readonly string[] {
  const rows = new Map(
    explained.flatMap(exchangesOf).flatMap(({ request, response }) => {
      const { announced, length } = response?.body ?? { announced: undefined, length: 0 };
      const came = length + (response?.surplus?.length ?? 0);
      if (announced === undefined || announced === came || request.method === "HEAD") return [];
      return [[`${request.method} ${request.target}`, [announced, came]] as const];
    }),
  );
  if (rows.size === 0) return drawExchange(explained);
  const line = (name: string, cells: readonly string[]) =>
    shorten(name, 28).padEnd(28) + cells.map((cell) => cell.padStart(11)).join("");
  const shown = [...rows].slice(0, TABLE_ROWS).map(([name, [announced, came]]) =>
    line(name, [String(announced), String(came), signed(announced - came)])
  );
  const more = rows.size - shown.length;
  return [
    line("", ["announced", "came", ""]),
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

/** What a check was about: a request out of the ordinary, else the last that was answered. */
function telling(exchanges: readonly WebExchange[]): WebExchange | undefined {
  const strange = exchanges.filter(({ request }) =>
    !request.isPlain && request.text.length <= SHORT_REQUEST
  );
  const [shortest] = strange.toSorted((a, b) => a.request.text.length - b.request.text.length);
  return shortest ?? exchanges.findLast(({ response }) => response !== undefined) ??
    exchanges.at(-1);
}

function linesOf({ text }: SentRequest): readonly string[] {
  const lines = text.split(/(?<=\n)/).map((line) => shorten(quoted(line), LINE_WIDTH));
  const more = lines.length - REQUEST_LINES;
  return more > 1 ? [...lines.slice(0, REQUEST_LINES), `and ${more} more lines`] : lines;
}

function answerLines({ response, conversation }: WebExchange): readonly string[] {
  const { head, body } = response ?? {};
  if (!response) {
    if (conversation.ending === "reset") return ["nothing: the connection was reset"];
    return [conversation.ending === "end" ? "nothing: the connection was ended" : "nothing"];
  }
  if (!head) return [shorten(quote(body!.kept.subarray(0, LINE_WIDTH)), LINE_WIDTH)];
  const lines = split(head.raw).map((line) => shorten(escaped(line), LINE_WIDTH));
  return [...lines.slice(0, 1), `and ${body!.length.toLocaleString("en")} bytes of content`];
}

/** The first problem of some kinds that lies in the head of an answer. */
function marked({ response }: WebExchange, kinds: readonly ProblemKind[]): Problem | undefined {
  const head = response?.head;
  return head &&
    response.problems.find(({ kind, offset }) =>
      kinds.includes(kind) && offset >= head.offset && offset <= head.offset + head.raw.length
    );
}

function headLines({ request, response }: WebExchange, problem: Problem): readonly string[] {
  const { raw, offset } = response!.head!;
  const at = problem.offset - offset;
  let from = 0;
  const lines = split(raw).flatMap((line) => {
    const start = from;
    from += line.length;
    const text = `  ${shorten(escaped(line), LINE_WIDTH)}`;
    const isHere = at >= start && (at < from || (at === raw.length && from === at));
    if (!isHere) return [text];
    const column = escaped(line.subarray(0, at - start)).length;
    const byte = raw[at] === undefined ? "" : `: ${hexByte(raw[at])}`;
    return [text, `  ${" ".repeat(Math.min(column, LINE_WIDTH))}^^ byte ${at}${byte}`];
  });
  const more = lines.length - HEAD_LINES - 1;
  return [
    `${request.method} ${shorten(request.target, 40)} answered`,
    ...(more > 1 ? [...lines.slice(0, HEAD_LINES + 1), `  and ${more} more lines`] : lines),
  ];
}

function split(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LF, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return lines;
}

function quoted(text: string): string {
  return escaped(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

/** Bytes with C escapes, quotes as they are. */
function escaped(bytes: Uint8Array): string {
  return quote(bytes).slice(1, -1).replaceAll('\\"', '"');
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`;
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}
