import { type ByHand, type Check, check, type CheckContext } from "../../lib/check.ts";
import type { DialOptions } from "../../lib/check.ts";
import type { HttpRules } from "../../lib/site/rules.ts";
import { endpointText } from "../../lib/wire/wire.ts";
import { Dialogue, type Exchange, type SendOptions } from "./dialogue.ts";
import { type Request, requestOf, type RequestParts } from "./request.ts";
import type { Run } from "./run.ts";
import { plainFile } from "./pick.ts";
import { targetOf } from "../../lib/site/site.ts";

/** A check of a web server: as every check, but that it knows the site and keeps a notebook. */
export interface HttpCheck extends Omit<Check, "run" | "byHand"> {
  readonly byHand?: ByHand | ((run: Run) => ByHand);
  /** What the assignment's own rules change in it. */
  readonly under?: (rules: HttpRules) => Partial<Pick<Check, "title" | "level" | "must">>;
  run(http: Http): Promise<void>;
}

/** The check that everything but it and the first one needs. */
export const SERVES_DOCROOT = "http/reach/serves-docroot";

/** Makes a check of its parts. */
export function httpCheck(definition: HttpCheck): HttpCheck {
  return definition;
}

/** Makes an ordinary check of an HTTP check: one that belongs to one run. */
export function bind(
  { byHand, under: _, run: runHttp, ...definition }: HttpCheck,
  run: Run,
): Check {
  const needs = definition.id.includes("/reach/") ? [] : [SERVES_DOCROOT];
  const hand = typeof byHand === "function" ? handOf(byHand, run) : byHand;
  return check({
    ...definition,
    needs: [...needs, ...definition.needs ?? []],
    ...(hand ? { byHand: hand } : {}),
    async run(context) {
      const http = new Http(context, run);
      try {
        await runHttp(http);
      } finally {
        http.note();
      }
    },
  });
}

function handOf(make: (run: Run) => ByHand, run: Run): ByHand | undefined {
  try {
    return make(run);
  } catch {
    return undefined; // the folder lacks the file that the line is about
  }
}

/** What a check of a web server works with. */
export class Http {
  readonly context: CheckContext;
  readonly run: Run;
  readonly #dialogues: Dialogue[] = [];

  constructor(context: CheckContext, run: Run) {
    this.context = context;
    this.run = run;
  }

  /** The value of `Host`: the server's address as the user gave it. */
  get host(): string {
    return endpointText(this.context.target);
  }

  /** A request; for a plain file of the site unless told otherwise. */
  request(parts: RequestParts = {}): Request {
    const target = parts.target ?? targetOf(plainFile(this.run));
    return requestOf(parts, { host: this.host, target });
  }

  /** A connection of its own. */
  async open(options?: DialOptions): Promise<Dialogue> {
    const peer = await this.context.dial(options);
    const dialogue = new Dialogue(peer, { context: this.context, run: this.run });
    this.#dialogues.push(dialogue);
    return dialogue;
  }

  /** One request on a connection of its own: what came for it, to the end of the connection. */
  async ask(parts: RequestParts | Request, options: SendOptions = {}): Promise<Exchange> {
    const dialogue = await this.open();
    const request = "bytes" in parts ? parts : this.request(parts);
    await dialogue.send(request, options);
    await dialogue.read(1);
    await dialogue.leave();
    return dialogue.exchange();
  }

  /** A path under which there is nothing. */
  missing(): string {
    return `/nothing-here-${this.context.random.letters(8)}`;
  }

  /** Notes all responses. */
  note(): void {
    for (const dialogue of this.#dialogues) dialogue.note();
  }
}
