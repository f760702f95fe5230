import type { Clock } from "../wire/clock.ts";
import { type ServerStream, StreamReset } from "../wire/wire.ts";
import { Client } from "./client.ts";
import { RunningProgram } from "./running_program.ts";
import type { Body, Serving, StreamServer } from "./server.ts";

/** What a host needs beside its server. */
export interface HostOptions {
  readonly clock: Clock;
  readonly body: Body;
}

/** Runs one stream server: takes its connections, and closes each when it has been served. */
export class StreamHost {
  readonly program: RunningProgram;
  readonly #serving: Serving;
  readonly #serve: (client: Client) => Promise<void>;
  readonly #open = new Set<ServerStream>();
  #turn: Promise<void> = Promise.resolve();

  constructor(server: StreamServer, { clock, body }: HostOptions) {
    this.program = new RunningProgram(clock, body);
    this.program.ended.addEventListener("abort", () => this.#closeAll());
    this.#serving = server.serving ?? body.serving;
    this.#serve = server.start(this.program);
  }

  /** Takes a connection: it is served at once, or when those before it have left. */
  accept(stream: ServerStream): void {
    this.#open.add(stream);
    if (this.#serving === "concurrent") void this.#serveAndClose(stream);
    else this.#turn = this.#turn.then(() => this.#serveAndClose(stream));
  }

  async #serveAndClose(stream: ServerStream): Promise<void> {
    const { ended, bufferBytes } = this.program;
    try {
      if (!ended.aborted) await this.#serve(new Client(stream, bufferBytes));
    } catch (error) {
      // A right server closes the connection of a client that went wrong, and serves the others.
      if (!ended.aborted && !(error instanceof StreamReset)) throw error;
    } finally {
      this.#open.delete(stream);
      stream.close();
    }
  }

  #closeAll(): void {
    for (const stream of this.#open) stream.close();
    this.#open.clear();
  }
}
