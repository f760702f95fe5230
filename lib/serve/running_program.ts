import { type Clock, sleep } from "../wire/clock.ts";
import type { Body, Program } from "./server.ts";

/** A program that runs on a host, until it ends itself or is ended. */
export class RunningProgram implements Program {
  readonly bufferBytes: number;
  readonly #clock: Clock;
  readonly #end = new AbortController();
  readonly #shut = new AbortController();

  constructor(clock: Clock, { bufferBytes }: Body) {
    this.#clock = clock;
    this.bufferBytes = bufferBytes;
  }

  /** Whether new clients are taken. */
  get listening(): boolean {
    return !this.#shut.signal.aborted;
  }

  /** Aborted when no more clients are taken. */
  get shut(): AbortSignal {
    return this.#shut.signal;
  }

  /** Aborted when the program ends. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  date(): number {
    return this.#clock.date();
  }

  sleep(ms: number): Promise<void> {
    return sleep(this.#clock, ms, this.#end.signal);
  }

  alarm(ms: number, ring: () => void): () => void {
    const cancel = this.#clock.after(ms, () => {
      this.#end.signal.removeEventListener("abort", cancel);
      ring();
    });
    this.#end.signal.addEventListener("abort", cancel, { once: true });
    return () => {
      this.#end.signal.removeEventListener("abort", cancel);
      cancel();
    };
  }

  exit(): void {
    this.stopListening();
    this.#end.abort();
  }

  stopListening(): void {
    this.#shut.abort();
  }
}
