import type { CheckContext } from "../../lib/check.ts";
import {
  type BodyComparison,
  compareBody,
  createParser,
  isInterim,
  type Parser,
  problem,
  type Response,
} from "../../lib/http/mod.ts";
import type { SiteFile } from "../../lib/site/site.ts";
import type { Ending, StreamObservation } from "../../lib/wire/echo_schema.ts";
import type { TcpPeer } from "../../lib/wire/tcp_peer.ts";
import type { Request } from "./request.ts";
import type { Run } from "./run.ts";

/** What came for one request, and how the connection stood then. */
export interface Exchange {
  readonly request: Request;
  /** What came; missing where nothing did. */
  readonly response: Response | undefined;
  readonly ending: Ending;
  /** The silence after which we stopped waiting, in milliseconds; 0 where we didn't have to. */
  readonly silentMs: number;
  /** How the content compares with the file that is due, where one is. */
  readonly content?: BodyComparison | undefined;
  /** Whether the content is what this server always sends for that file, right or wrong. */
  readonly isUsual: boolean;
  /** How many responses came beyond those that were asked for. */
  readonly unasked: number;
}

/** How a request is sent. */
export interface SendOptions {
  /** The file that is due: the content is compared with it as it comes. */
  readonly file?: SiteFile | undefined;
  /** The request in pieces, each in a segment of its own. */
  readonly pieces?: readonly Uint8Array[];
  readonly gapMs?: number;
  /** How much of the request goes out now, in bytes; the rest is sent with `sendBytes`. */
  readonly upTo?: number;
}

interface Sent {
  readonly request: Request;
  readonly file?: SiteFile | undefined;
  readonly content?: BodyComparison | undefined;
}

/** More content than this is read by no check, in bytes beyond the largest file. */
const SLACK_BYTES = 8 * 1024 * 1024;
/** After so many silences of one kind, less time is given to the next ones. */
const STALLS = 2;
const SHORT_PATIENCE_MS = 60;
/** A silence as long as this, in milliseconds, is no delay. */
const SURE_MS = 600;
/** How long to wait for the server's end behind our own, once it has proved slow in it. */
const LINGER_MS = 300;
const SHORT_LINGER_MS = 20;

/** One connection, the requests that are sent on it, and the responses that come. */
export class Dialogue {
  readonly peer: TcpPeer;
  readonly #context: CheckContext;
  readonly #run: Run;
  readonly #parser: Parser = createParser();
  readonly #sent: Sent[] = [];
  #silentMs = 0;
  #isOver = false;
  #isNoted = false;

  constructor(peer: TcpPeer, { context, run }: { context: CheckContext; run: Run }) {
    this.peer = peer;
    this.#context = context;
    this.#run = run;
  }

  /** Sends a request, and expects a response to it. */
  async send(request: Request, options: SendOptions = {}): Promise<void> {
    const { file, pieces, upTo = request.bytes.length } = options;
    const content = file && compareBody(file.bytes);
    const { method, version } = request;
    this.#sent.push({ request, file, content });
    this.#parser.expect({ method, version, ...(content ? { onBody: content.sink } : {}) });
    if (pieces) await this.peer.sendInSegments(pieces, options.gapMs);
    else await this.peer.send(request.bytes.subarray(0, upTo));
  }

  /** Sends bytes that belong to the request before. */
  async sendBytes(bytes: Uint8Array): Promise<void> {
    await this.peer.send(bytes);
  }

  /** Reads until so many responses are complete, or nothing more comes. */
  async read(count = this.#sent.length): Promise<void> {
    await this.#readUntil(() => this.#parser.progress().complete >= count);
  }

  /** Reads until something is so, which is looked at after each piece, or nothing more comes. */
  async readUntil(done: () => boolean): Promise<void> {
    await this.#readUntil(done);
  }

  /** Reads until the final head of the next response, or an interim one, is there. */
  async readHead(): Promise<void> {
    await this.#readUntil(() => {
      const last = this.#parser.result().responses.at(-1);
      return last !== undefined && (last.head !== undefined || last.interim.length > 0);
    });
  }

  /** Reads what comes within `ms`: how many bytes did. */
  async listen(ms: number): Promise<number> {
    const { bytes, ending } = await this.peer.listen(ms);
    this.take({ bytes, ending });
    return bytes.length;
  }

  /** Waits for the server to end the connection, sending nothing; a response more may come before it. */
  async readToEnd(): Promise<void> {
    await this.#readUntil(() => false);
  }

  /** Ends our side, and reads what still comes to the end of the connection. */
  async leave(): Promise<void> {
    const isLate = this.#run.lingers >= STALLS;
    await this.peer.halfClose();
    while (!this.#isOver) {
      const seen = await this.peer.receive(1, isLate ? SHORT_LINGER_MS : LINGER_MS);
      this.take(seen);
      if (seen.ending !== "open" || seen.bytes.length > 0) continue;
      this.#run.lingers++;
      this.peer.abandon();
      break;
    }
  }

  /** All that came so far. */
  get responses(): readonly Response[] {
    return this.#parser.result().responses;
  }

  /** How many responses are complete. */
  get complete(): number {
    return this.#parser.progress().complete;
  }

  /** How the connection stands. */
  get ending(): Ending {
    return this.peer.ending;
  }

  /** What came for one request: the first unless told otherwise. */
  exchange(index = 0): Exchange {
    const sent = this.#sent[index];
    if (!sent) throw new RangeError(`Expected an index below ${this.#sent.length}, got ${index}`);
    const { responses } = this;
    const response = responses[index];
    const { file } = sent;
    const isShort = file !== undefined && (response?.body.length ?? 0) < file.bytes.length;
    const content = sent.content && response && isShort
      ? withSurplus(sent.content, response)
      : sent.content;
    return {
      request: sent.request,
      response,
      // What the server did once we gave up and left is no answer to the request.
      ending: this.#silentMs > 0 ? "open" : this.ending,
      silentMs: this.#silentMs,
      content,
      isUsual: sent.file !== undefined && content !== undefined &&
        this.#run.isUsual(sent.file, content),
      unasked: Math.max(0, responses.length - this.#sent.length),
    };
  }

  /** Writes every response into the run's notebook, once. */
  note(): void {
    if (this.#isNoted) return;
    this.#isNoted = true;
    const dateMs = this.#context.date();
    this.#asked().forEach((response, i) => {
      const sent = this.#sent[i] ?? this.#sent.at(-1);
      if (!sent) return;
      const { request, file } = sent;
      this.#run.notebook.note({ request, file, response, ending: this.ending, dateMs });
    });
  }

  /** The responses, but for bytes behind the last one that only look like one: they are its surplus. */
  #asked(): readonly Response[] {
    const { responses } = this;
    const count = this.#sent.length;
    const extra = responses[count];
    const last = responses[count - 1];
    if (!extra || !last || extra.head?.version !== "") return responses;
    const more = problem("bytes-after-message", extra.offset);
    return [...responses.slice(0, count - 1), { ...last, problems: [...last.problems, more] }];
  }

  async #readUntil(done: () => boolean): Promise<void> {
    this.#silentMs = 0;
    while (!this.#isOver && !done()) {
      const seen = await this.peer.receive(1, this.#patienceMs);
      this.take(seen);
      if (seen.bytes.length > 0 || seen.ending !== "open") continue;
      this.#silentMs = seen.silentMs;
      if (this.#isHostile && seen.silentMs >= SURE_MS) this.#run.ignored++;
      if (this.#isInside) {
        this.#run.stalls++;
        this.#end("silence");
      }
      return;
    }
  }

  /** Whether a message has begun, and not come to its end. */
  get #isInside(): boolean {
    const { phase } = this.#parser.progress();
    return phase === "body" || (phase === "head" && this.peer.received > 0);
  }

  get #patienceMs(): number {
    const { patienceMs, facts } = this.#context;
    const shortMs = Math.min(patienceMs, SHORT_PATIENCE_MS + 4 * facts.latencyMs);
    if (this.#run.isPatient) return patienceMs;
    const isKnown = this.#isInside
      ? this.#run.stalls >= STALLS
      : this.#isHostile && this.#run.ignored >= STALLS;
    return isKnown ? shortMs : patienceMs;
  }

  get #isHostile(): boolean {
    return this.#sent.at(-1)?.request.isHostile ?? false;
  }

  /** Takes what was read from the peer by other means. */
  take({ bytes, ending }: Pick<StreamObservation, "bytes" | "ending">): void {
    this.#parser.push(bytes);
    if (ending !== "open") this.#end(ending);
    if (this.peer.received > this.#run.largestBytes * this.#sent.length + SLACK_BYTES) {
      this.#end("silence");
      this.peer.abandon();
    }
  }

  #end(how: "end" | "reset" | "silence"): void {
    this.#isOver = true;
    this.#parser.end(how);
  }
}

/** Where the announced length is too small, the rest of the content stands behind the message. */
function withSurplus(content: BodyComparison, { surplus, body }: Response): BodyComparison {
  if (!surplus || body.framing !== "length" || content.length !== body.length) return content;
  content.sink(surplus.kept, body.length);
  return content;
}

/** The interim heads that came before a response, by their status. */
export function interimOf(response: Response | undefined): readonly number[] {
  return response?.interim.flatMap(({ status = 0 }) => isInterim(status) ? [status] : []) ?? [];
}
