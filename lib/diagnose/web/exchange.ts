import { joinBytes } from "../../bytes/byte_list.ts";
import { indexOfBytes } from "../../bytes/compare.ts";
import { utf8 } from "../../bytes/text.ts";
import {
  createParser,
  type Parser,
  type Problem,
  type ProblemKind,
  type Response,
} from "../../http/mod.ts";
import { KEPT_BYTES, KEPT_ENTRIES } from "../../wire/transcript.ts";
import type { Conversation } from "../conversation.ts";
import { conversationsIn } from "../features.ts";
import type { Observation, Observations } from "../observation.ts";
import { requestsIn, type SentRequest } from "./sent_request.ts";

/** One request of a run, and what came for it. */
export interface WebExchange {
  readonly seen: Observation;
  readonly conversation: Conversation;
  readonly request: SentRequest;
  /** Which request of its connection it is, counted from 1. */
  readonly nth: number;
  /** What came; missing where nothing did. */
  readonly response?: Response;
  /** The status code; `null` where none came. */
  readonly status: number | null;
  /** Whether it is the last request of its connection. */
  readonly isLast: boolean;
}

const HEAD_END = utf8("\r\n\r\n");
const CUT = new Uint8Array(KEPT_BYTES);
const byConversation = new WeakMap<Conversation, readonly WebExchange[]>();
const byRun = new WeakMap<Observations, readonly WebExchange[]>();

/** The exchanges of a check, in the order of its connections, those of its first attempt included. */
export function exchangesOf(seen: Observation): readonly WebExchange[] {
  const isCut = seen.transcript.length >= KEPT_ENTRIES;
  const whole = conversationsIn(seen).filter(({ closeMs, ending }) =>
    !isCut || closeMs !== null || ending !== "open"
  );
  return whole.flatMap((conversation) => exchangesIn(conversation, seen));
}

/** All exchanges of a run. */
export function allExchanges(run: Observations): readonly WebExchange[] {
  const known = byRun.get(run);
  if (known) return known;
  const found = run.all.flatMap(exchangesOf);
  byRun.set(run, found);
  return found;
}

function exchangesIn(conversation: Conversation, seen: Observation): readonly WebExchange[] {
  const known = byConversation.get(conversation);
  if (known) return known;
  const requests = sentOn(conversation);
  const responses = read(conversation, requests);
  const found = requests.map((request, i): WebExchange => {
    const response = responses[i];
    return {
      seen,
      conversation,
      request,
      nth: i + 1,
      ...(response ? { response } : {}),
      status: response?.head?.status ?? null,
      isLast: i === requests.length - 1,
    };
  });
  byConversation.set(conversation, found);
  return found;
}

/** What was sent, request by request; a head that wasn't whole goes on in the next portion. */
function sentOn({ portions }: Conversation): readonly SentRequest[] {
  const parts: Uint8Array[] = [];
  for (const { sent } of portions) {
    const last = parts.at(-1);
    if (last && indexOfBytes(last, HEAD_END) < 0) parts[parts.length - 1] = joinBytes(last, sent);
    else parts.push(sent);
  }
  return parts.flatMap(requestsIn).filter(({ version }, i) => i === 0 || version !== "");
}

/** Reads what came; where the record lacks bytes, zeros stand for them. */
function read(
  { entries, ending }: Conversation,
  requests: readonly SentRequest[],
): readonly Response[] {
  const parser = createParser({
    requests: requests.map(({ method, version }) => ({
      method,
      version: version === "HTTP/1.0" ? version : "HTTP/1.1",
    })),
    keepBodyBytes: KEPT_BYTES,
  });
  for (const { event, bytes, data } of entries) {
    if (event === "timeout" && isInside(parser)) parser.end("silence"); // as the check gave up
    if (event !== "receive") continue;
    parser.push(data);
    for (let left = bytes - data.length; left > 0; left -= CUT.length) {
      parser.push(CUT.subarray(0, Math.min(left, CUT.length)));
    }
  }
  parser.end(ending === "open" ? "silence" : ending);
  return parser.result().responses;
}

/** Whether a message has begun, and not come to its end. */
function isInside(parser: Parser): boolean {
  const { phase } = parser.progress();
  return phase === "body" || (phase === "head" && parser.result().length > 0);
}

/** Whether an exchange was a success. */
export function isServed({ status }: WebExchange): boolean {
  return status !== null && status >= 200 && status <= 299;
}

/** Whether it was refused as a request: 4xx, or 501 or 505. */
export function isRefused({ status }: WebExchange): boolean {
  return status !== null && ((status >= 400 && status <= 499) || status === 501 || status === 505);
}

/** Whether nothing came, and the connection stayed open while the check waited. */
export function isIgnored({ response, conversation }: WebExchange): boolean {
  return response === undefined && conversation.ending === "open" &&
    conversation.silences.length > 0;
}

/** Whether nothing came but the end of the connection, in order or by a reset. */
export function isDropped({ response, conversation }: WebExchange): boolean {
  return response === undefined && conversation.ending !== "open";
}

/** The problems of some kinds in an answer. */
export function problemsOf(
  { response }: WebExchange,
  kinds: readonly ProblemKind[],
): readonly Problem[] {
  return response?.problems.filter(({ kind }) => kinds.includes(kind)) ?? [];
}

/** Whether an answer has a problem of one of some kinds. */
export function hasProblem(exchange: WebExchange, ...kinds: readonly ProblemKind[]): boolean {
  return problemsOf(exchange, kinds).length > 0;
}

/** The line of an answer's head in which a problem lies, without its end; `null` where it lies elsewhere. */
export function lineOf({ response }: WebExchange, { offset }: Problem): string | null {
  const { head } = response ?? {};
  if (!head || offset < head.offset || offset > head.offset + head.raw.length) return null;
  const text = new TextDecoder("latin1").decode(head.raw);
  const at = Math.min(offset - head.offset, text.length - 1);
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, "");
}

/** Whether an answer has a head, and came to its end. */
export function isAnswered({ response }: WebExchange): boolean {
  return response?.head !== undefined;
}

/** The value of a field of an answer; `undefined` where it has none. */
export function answerField({ response }: WebExchange, name: string): string | undefined {
  return response?.head?.fields.find((field) => field.name.toLowerCase() === name.toLowerCase())
    ?.value;
}

/** Whether some first answer of a connection lacks a field: it can't be the content of an earlier one. */
export function lacksField(run: Observations, name: string): boolean {
  return allExchanges(run).some((one) =>
    one.response?.offset === 0 && isServed(one) && answerField(one, name) === undefined
  );
}

/** Whether most of what came has a head; without one nothing can be said of the fields. */
export function speaksHttp(run: Observations): boolean {
  const came = allExchanges(run).filter(({ response }) => response !== undefined);
  return came.length === 0 || came.filter(isAnswered).length * 2 > came.length;
}
