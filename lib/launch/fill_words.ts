/** What stands for the names in braces of a command; a word with `{port}` is left out where it is `null`. */
export interface Values {
  readonly port: string | null;
  readonly host: string;
  readonly docroot: string;
}

/** The words of a command with `{port}`, `{host}` and `{docroot}` filled in. */
export function fillWords(words: readonly string[], values: Values): readonly string[] {
  const { port, host, docroot } = values;
  return words.filter((word) => port !== null || !word.includes("{port}")).map((word) =>
    word.replaceAll("{port}", port ?? "").replaceAll("{host}", host)
      .replaceAll("{docroot}", docroot)
  );
}
