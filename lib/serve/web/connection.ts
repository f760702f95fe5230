import type { Client } from "../client.ts";
import type { Program } from "../server.ts";
import { makeAnswer, type Making } from "./make_answer.ts";
import type { Places } from "./places.ts";
import { latin1, valuesOf } from "./request.ts";
import type { Steps, WebRequest } from "./steps.ts";

/** What a connection needs beside its client. */
export interface ConnectionOptions extends Making {
  readonly program: Program;
  /** The place of the one who may read a head, where there is only one. */
  readonly heads: Places;
}

/** What came of reading one request. */
interface Parsed {
  /** 0 where it is to be served. */
  readonly status: number;
  readonly request: WebRequest | null;
}

/** How long after a request its client's end still counts as right behind it, in milliseconds. */
const BEHIND_MS = 10;

/** One connection of the web server: each step as its steps do it. */
export class Connection {
  readonly #client: Client;
  readonly #does: Steps;
  readonly #options: ConnectionOptions;
  #last: WebRequest | null = null;
  #text = "";
  #ended = false;
  #reading: Promise<boolean> | null = null;

  constructor(client: Client, options: ConnectionOptions) {
    this.#client = client;
    this.#does = options.does;
    this.#options = options;
  }

  /** The last request that was read. */
  get last(): WebRequest | null {
    return this.#last;
  }

  /** Serves one request after another; says whether the program outlives it. */
  async serve(): Promise<boolean> {
    const does = this.#does;
    await this.#write(latin1(does.greeting()));
    for (let nth = 1;; nth++) {
      if (this.#text === "" && !await this.#fill()) {
        return does.survivesLeaving(nth === 1 ? "silent" : "early");
      }
      const end = await this.#readHead();
      if (end === null) return true;
      const { status, request } = end === -1
        ? { status: 431, request: null }
        : await this.#parse(this.#take(end));
      this.#last = request;
      if (!does.answersLate && await this.#hasLeft()) return true;
      if (!does.survives(request, status)) return false;
      const reaction = does.reacts(status, request, nth);
      if (reaction === "close") return true;
      if (reaction === "hang") return !await this.#hang();
      if (does.lingers) await this.#options.program.sleep(1);
      await this.#answer(status, request);
      if (!does.keepsRest) this.#text = "";
      if (end === -1 || !does.keepsOpen(request, status)) return await this.#leave();
    }
  }

  /** Whether the client's end comes right behind its request. */
  async #hasLeft(): Promise<boolean> {
    this.#fill().catch(() => {}); // whoever reads next is told
    await this.#options.program.sleep(BEHIND_MS);
    return this.#ended;
  }

  /** Reads on, and says nothing. */
  async #hang(): Promise<boolean> {
    while (await this.#fill());
    return false;
  }

  /** Where the head ends; `null` at the end of the stream, -1 where it is too long. */
  async #readHead(): Promise<number | null> {
    const { heads } = this.#options;
    if (this.#does.locksInHead) await heads.enter();
    try {
      while (this.#does.waitsForEnd && await this.#fill());
      for (;;) {
        const end = this.#does.headEnd(this.#text);
        if (end >= 0) return end;
        if (this.#does.isTooLong(this.#text)) return -1;
        if (!await this.#fill()) return null;
      }
    } finally {
      if (this.#does.locksInHead) heads.leave();
    }
  }

  async #parse(head: string): Promise<Parsed> {
    const [first = "", ...rest] = this.#does.lines(head);
    const line = this.#does.requestLine(first);
    if (typeof line === "number") return { status: line, request: null };
    const [method, target, version] = line;
    const fields: (readonly [string, string])[] = [];
    let wrong = 0;
    for (const text of rest) {
      const field = this.#does.fieldLine(text);
      if (typeof field === "number") wrong ||= field;
      else fields.push(field);
    }
    const request = { method, target, version, fields };
    wrong ||= this.#does.versionStatus(version);
    wrong ||= this.#does.hostStatus(valuesOf(request, "host"), request);
    if (wrong > 0) return { status: wrong, request };
    const refused = await this.#dropContent(request);
    return { status: refused || this.#does.methodStatus(method), request };
  }

  /** Reads the content to its end; a status code where there is none. */
  async #dropContent(request: WebRequest): Promise<number> {
    const length = this.#does.contentLength(request);
    if (length !== "chunked" && length < 0) return -length;
    if (length !== 0) await this.#write(latin1(this.#does.interim(request)));
    const size = () => length === "chunked" ? this.#does.chunkedLength(this.#text) : length;
    while (size() === -1 || this.#text.length < size()) {
      if (!await this.#fill()) {
        if (!this.#does.endsWithContent) await new Promise(() => {});
        if (size() === Infinity) break;
        return 400;
      }
    }
    if (size() < 0) return -size();
    this.#take(size());
    return 0;
  }

  async #answer(status: number, request: WebRequest | null): Promise<void> {
    const does = this.#does;
    const answer = does.answer(makeAnswer(status, request, this.#options), request);
    const { content } = answer;
    const isHeadOnly = does.isHeadOnly(request, answer.status);
    const announced = answer.status === 304 ? null : does.announced(answer, request);
    const date = does.date(this.#options.program.date());
    const keepsOpen = does.keepsOpen(request, status);
    const lines = [
      does.statusLine(answer.status, request),
      ...(date === null ? [] : [`Date: ${date}`]),
      ...answer.fields.map(([name, value]) => `${name}: ${value}`),
      ...(announced === null ? [] : [`Content-Length: ${announced}`]),
      ...(keepsOpen || !does.saysClose(request) ? [] : ["Connection: close"]),
    ];
    await this.#write(latin1(does.head(lines)));
    if (!isHeadOnly) await this.#write(does.frame(content, request));
  }

  /** Ends the connection as it should: what the client still sends is heard out. */
  async #leave(): Promise<boolean> {
    if (!this.#does.closes(this.#last)) return true;
    await this.#client.shutdown();
    while (await this.#fill());
    return true;
  }

  #take(length: number): string {
    const taken = this.#text.slice(0, length);
    this.#text = this.#text.slice(length);
    return taken;
  }

  /** Reads once more; false at the end of the client's stream. A read that is under way is joined. */
  #fill(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => this.#reading = null);
    return this.#reading;
  }

  async #read(): Promise<boolean> {
    const bytes = this.#ended ? null : await this.#client.recv();
    this.#ended = bytes === null;
    if (bytes === null) return false;
    this.#text += textOf(bytes);
    return true;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await this.#does.transmit(this.#client, bytes);
  }
}

function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
