import type { Site, SiteFile } from "../../site/site.ts";
import type { Client } from "../client.ts";

/** A request as the server has read it; characters stand for bytes. */
export interface WebRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** Names in lower case. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What it sends back. */
export interface WebAnswer {
  readonly status: number;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly content: Uint8Array;
}

/** The steps of a small web server, each of which a mistake may do otherwise. All of them are right here. */
export interface Steps {
  /** Whether the server takes this connection, counted from 1, at all. */
  accepts(count: number): boolean;
  /** What a client gets that has said nothing. */
  greeting(): string;
  /** Where the head ends in what came so far; -1 while it doesn't. */
  headEnd(text: string): number;
  /** Whether what came so far is too much for a head. */
  isTooLong(text: string): boolean;
  lines(head: string): readonly string[];
  /** Takes the request line apart; a status code where it is none. */
  requestLine(line: string): readonly [method: string, target: string, version: string] | number;
  /** Takes a field line apart; a status code where it is none. */
  fieldLine(line: string): readonly [name: string, value: string] | number;
  /** A status code for a version that isn't understood; 0 for one that is. */
  versionStatus(version: string): number;
  /** A status code for Hosts that don't do; 0 where they do. */
  hostStatus(hosts: readonly string[], request: WebRequest): number;
  /** How much content a request has, infinite for all that comes; a negative status code where that can't be told. */
  contentLength(request: WebRequest): number | "chunked";
  /** The number of bytes of chunked content at the beginning of a text; -1 while it isn't whole, -400 where it is wrong. */
  chunkedLength(text: string): number;
  /** A status code for a method that isn't for files; 0 for one that is. */
  methodStatus(method: string): number;
  /** The path that a target means, decoded; a status code where it means none. */
  path(target: string): string | number;
  /** The file at a path, or a status code. */
  find(path: string, site: Site): SiteFile | number;
  /** The content that is sent for a file, read through a buffer of so many bytes. */
  read(file: SiteFile, bufferBytes: number): Uint8Array;
  type(path: string): string | null;
  etag(file: SiteFile): string | null;
  lastModified(): string | null;
  date(nowMs: number): string | null;
  /** Whether a condition says that the client's copy still holds, or that it mustn't be served. */
  condition(
    request: WebRequest,
    known: { etag: string | null; modified: string | null },
  ): 0 | 304 | 412;
  /** The part of the content that is asked for. */
  range(request: WebRequest, size: number): readonly [from: number, to: number] | 416 | null;
  /** What the page of an error says. */
  errorPage(status: number): string;
  /** The fields of an error beside the usual ones. */
  errorFields(status: number, request: WebRequest | null): WebAnswer["fields"];
  /** A last look at the answer. */
  answer(answer: WebAnswer, request: WebRequest | null): WebAnswer;
  /** The number of bytes that Content-Length announces; `null` for no such field. */
  announced(answer: WebAnswer, request: WebRequest | null): string | null;
  /** How the content goes out. */
  frame(content: Uint8Array, request: WebRequest | null): Uint8Array;
  /** Sends the head, and then the content. */
  transmit(client: Client, bytes: Uint8Array): Promise<void>;
  statusLine(status: number, request: WebRequest | null): string;
  /** The head as it goes out, made of its lines. */
  head(lines: readonly string[]): string;
  /** Whether content is left out of the answer. */
  isHeadOnly(request: WebRequest | null, status: number): boolean;
  keepsOpen(request: WebRequest | null, status: number): boolean;
  /** Whether the answer says that the connection ends. */
  saysClose(request: WebRequest | null): boolean;
  /** What goes out before the content of a request is there. */
  interim(request: WebRequest): string;
  /** Whether the program lives on behind a request. */
  survives(request: WebRequest | null, status: number): boolean;
  /** Whether the program lives on behind a client that leaves or resets. */
  survivesLeaving(how: "silent" | "early" | "reset"): boolean;
  /** What becomes of the `nth` request of a connection, counted from 1. */
  reacts(status: number, request: WebRequest | null, nth: number): "answer" | "hang" | "close";
  /** Whether the connection is closed behind its last answer. */
  closes(request: WebRequest | null): boolean;
  /** How many clients are served at a time. */
  readonly workers: number;
  /** Whether a client that has begun a request holds up all others. */
  readonly locksInHead: boolean;
  /** Whether a client is answered that has ended its side behind its request. */
  readonly answersLate: boolean;
  /** Whether the server ends where content breaks off. */
  readonly endsWithContent: boolean;
  /** Whether nothing is answered before the client has ended its side. */
  readonly waitsForEnd: boolean;
  /** Whether other clients have their turn between a request and its answer. */
  readonly lingers: boolean;
  /** Whether bytes behind a request are kept for the next one. */
  readonly keepsRest: boolean;
  /** A status code for a client that may not see a path; 0 for one that may. */
  authorised(request: WebRequest): number;
}
