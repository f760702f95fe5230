/** Places for so many at a time; the others wait in line. */
export class Places {
  #free: number;
  readonly #line: (() => void)[] = [];

  /** So many free places. */
  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place, and takes it. */
  async enter(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
  }

  /** Gives a place back. */
  leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free++;
  }
}
