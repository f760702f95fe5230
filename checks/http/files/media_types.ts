/** The media types that a file's ending calls for, where there is no doubt about it. */
export const TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ["html", ["text/html"]],
  ["htm", ["text/html"]],
  ["txt", ["text/plain"]],
  ["css", ["text/css"]],
  ["js", [
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "text/ecmascript",
  ]],
  ["png", ["image/png"]],
  ["gif", ["image/gif"]],
  ["jpg", ["image/jpeg"]],
  ["jpeg", ["image/jpeg"]],
]);
