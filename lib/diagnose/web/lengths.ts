import { joinBytes } from "../../bytes/byte_list.ts";
import type { Observation, Observations } from "../observation.ts";
import { allExchanges, isServed, type WebExchange } from "./exchange.ts";

/** An answer whose Content-Length isn't what came. */
export interface WrongLength {
  readonly seen: Observation;
  readonly exchange: WebExchange;
  readonly announced: number;
  /** How many bytes came behind the head. */
  readonly came: number;
  /** As much of them as was kept. */
  readonly content: Uint8Array;
}

const TEXT = /\.(?:html?|txt|css|js|md|csv)(?:\?|$)|\/$/;

/** All answers of a run, but to HEAD, whose Content-Length isn't what came. */
export function wrongLengths(run: Observations): readonly WrongLength[] {
  return allExchanges(run).flatMap((exchange) => wrongLengthOf(exchange));
}

/** Of an answer whose Content-Length isn't what came: both; nothing of another one. */
export function wrongLengthOf(exchange: WebExchange): readonly WrongLength[] {
  const { request, response, seen, isLast } = exchange;
  const { announced, length, kept, framing } = response?.body ?? {};
  if (!response || announced === undefined || framing !== "length" || request.method === "HEAD") {
    return [];
  }
  const came = length! + (response.surplus?.length ?? 0);
  const isShort = came < announced && isLast;
  const isLong = came > announced;
  if (!isShort && !isLong) return [];
  const content = response.surplus ? joinBytes(kept!, response.surplus.kept) : kept!;
  return [{ seen, exchange, announced, came, content }];
}

/** Whether an answer is about text: a file of text by its ending, a folder, or an error. */
export function isText({ exchange }: WrongLength): boolean {
  return !isServed(exchange) || TEXT.test(exchange.request.target);
}

/** Whether a length is where the first 00 of the content stands: what `strlen()` counts. */
export function isStrlen({ announced, came, content }: WrongLength): boolean {
  return announced < came && content.indexOf(0) === announced;
}

/** Whether content has nothing that a program could count in two ways: no NUL, no CR, ASCII alone. */
export function isSimple({ content }: WrongLength): boolean {
  return content.every((byte) => byte !== 0 && byte !== 0x0d && byte < 0x80);
}
