import * as z from "zod";
import { Mismatch, type MismatchDetails, Tolerable } from "../../lib/wire/mismatch.ts";
import { seconds } from "../../lib/wire/echo_schema.ts";
import type { Exchange } from "./dialogue.ts";

/** What a server did with a request, in short: the observation that answers are judged by. */
export interface Reaction {
  /** The status code; `null` where there is none. */
  readonly status: number | null;
  /** How many bytes came. */
  readonly bytes: number;
  readonly ending: "open" | "end" | "reset";
}

/** One way to answer that is right, or that will do. */
export interface Alternative {
  readonly words: string;
  /** The section that allows it: `9112 §3.2`. */
  readonly section: string;
  readonly schema: z.ZodType;
}

/** All answers to a request that do. */
export interface Due {
  readonly complies: readonly Alternative[];
  readonly tolerable?: readonly Alternative[];
}

/** One of some status codes. */
export function status(section: string, ...codes: readonly number[]): Alternative {
  const schema = z.object({ status: z.literal(codes) });
  return { words: codes.join(" or "), section, schema };
}

/** Any status code from `from` to `to`. */
export function between(section: string, from: number, to: number): Alternative {
  const schema = z.object({ status: z.number().min(from).max(to) });
  const isClass = from % 100 === 0 && to === from + 99;
  return { words: isClass ? `${from / 100}xx` : `${from} to ${to}`, section, schema };
}

/** A success, 200 to 299. */
export function served(section: string): Alternative {
  return between(section, 200, 299);
}

/** Any refusal: 4xx, or 501 and 505 for what the server can't do. */
export function refused(section: string): Alternative {
  const schema = z.object({
    status: z.number().refine((code) =>
      (code >= 400 && code <= 499) || code === 501 || code === 505
    ),
  });
  return { words: "a refusal (4xx, 501 or 505)", section, schema };
}

/** The end of the connection, without an answer. */
export function closed(section: string): Alternative {
  const schema = z.object({ bytes: z.literal(0), ending: z.literal(["end", "reset"]) });
  return { words: "the end of the connection", section, schema };
}

/** Bytes without a status line, and the end behind them. */
export function headless(section: string): Alternative {
  const schema = z.object({
    status: z.null(),
    bytes: z.number().positive(),
    ending: z.literal(["end", "reset"]),
  });
  return { words: "an answer as of HTTP/0.9, without a status line", section, schema };
}

/** What a server did, from all that is known of an exchange. */
export function reactionTo({ response, ending }: Exchange): Reaction {
  const head = response?.head;
  const bytes = response ? (head?.raw.length ?? 0) + response.body.length : 0;
  return { status: head?.status ?? null, bytes: Math.max(bytes, response ? 1 : 0), ending };
}

/** Holds an exchange against what is due; throws `Tolerable`, or a `Mismatch` that begins with `asked`. */
export function judgeAnswer(exchange: Exchange, due: Due, asked: string): void {
  const reaction = reactionTo(exchange);
  const fits = ({ schema }: Alternative) => schema.safeParse(reaction).success;
  if (due.complies.some(fits)) return;
  const tolerable = due.tolerable?.find(fits);
  const details = detailsOf(exchange, due);
  if (tolerable) {
    const message = `${asked} ${gotWords(exchange)}, which will do (RFC ${tolerable.section})`;
    throw new Tolerable(`${message}; better is ${wordsOf(due.complies)}`, details);
  }
  throw new Mismatch(
    `${asked} ${gotWords(exchange)} instead of ${wordsOf(due.complies)}`,
    details,
  );
}

/** Expects a success. */
export function expectServed(exchange: Exchange, asked: string, section = "9110 §15.3.1"): void {
  judgeAnswer(exchange, { complies: [served(section)] }, asked);
}

/** What came, in words that follow the request's: `was answered 404 Not Found`. */
export function gotWords(exchange: Exchange): string {
  const { response, ending, silentMs } = exchange;
  if (response?.head?.status !== undefined) return `was answered ${statusWords(exchange)}`;
  if (response?.head) return "was answered with a status line that has no status code";
  if (response) return "was answered with bytes that begin with no status line";
  switch (ending) {
    case "open":
      return `got no answer within ${seconds(silentMs)}`;
    case "end":
      return "got no answer: the server ended the connection";
    case "reset":
      return "got no answer: the connection was reset";
  }
}

/** What a failed exchange rests on. */
export function evidenceOf({ response, ending }: Exchange): MismatchDetails["evidence"] {
  if (response) return "bytes";
  return ending === "open" ? "silence" : "ending";
}

/** The first line of an answer: `404 Not Found`. */
export function statusWords({ response }: Exchange): string {
  const { status, reason } = response?.head ?? { status: undefined, reason: "" };
  return `${status ?? "without a status"}${reason === "" ? "" : ` ${reason}`}`;
}

function detailsOf(exchange: Exchange, { complies }: Due): MismatchDetails {
  return {
    evidence: evidenceOf(exchange),
    expected: complies.map(({ words, section }) => `${words} (RFC ${section})`).join(", or "),
    observed: gotWords(exchange).replace(/^was answered (with )?|^got /, ""),
  };
}

function wordsOf(alternatives: readonly Alternative[]): string {
  return [...new Set(alternatives.map(({ words }) => words))].join(", or ");
}
