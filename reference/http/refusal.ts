/** A request that will not be carried out: the answer has this status, and the connection ends behind it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** The status of the answer, 400 to 599. */
  readonly status: number;

  /** `why` is for people: it stands in the page that is sent. */
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}
