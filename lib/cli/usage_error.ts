/** The command line asks for something that can't be: exit status 2, and a line that says what to write instead. */
export class UsageError extends Error {
  override name = "UsageError";
}
