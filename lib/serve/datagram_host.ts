import type { Datagram } from "../wire/wire.ts";
import { RunningProgram } from "./running_program.ts";
import type { DatagramServer, ReplySocket, Serving } from "./server.ts";
import type { HostOptions } from "./stream_host.ts";

/** Runs one datagram server: hands it each datagram, one after the other or at once. */
export class DatagramHost {
  readonly program: RunningProgram;
  readonly #serving: Serving;
  readonly #take: (datagram: Datagram, socket: ReplySocket) => Promise<void> | void;
  #turn: Promise<void> = Promise.resolve();

  constructor(server: DatagramServer, { clock, body }: HostOptions) {
    this.program = new RunningProgram(clock, body);
    this.#serving = server.serving ?? body.serving;
    this.#take = server.start(this.program);
  }

  /** Takes a datagram that came in. */
  receive(datagram: Datagram, socket: ReplySocket): void {
    if (this.#serving === "concurrent") void this.#handle(datagram, socket);
    else this.#turn = this.#turn.then(() => this.#handle(datagram, socket));
  }

  async #handle(datagram: Datagram, socket: ReplySocket): Promise<void> {
    const { ended } = this.program;
    try {
      if (!ended.aborted) await this.#take(datagram, socket);
    } catch (error) {
      if (!ended.aborted) throw error;
    }
  }
}
