import { gotWords, reactionTo } from "./answer.ts";
import type { Exchange } from "./dialogue.ts";
import type { Http } from "./http_check.ts";
import { PROPER, type RequestParts } from "./request.ts";
import { NotApplicable } from "../../lib/wire/mismatch.ts";

/** Whether the server answers a second request on one connection; asked once a run. */
export async function keepsAlive(http: Http): Promise<boolean> {
  const { run } = http;
  if (run.keepsAlive !== null) return run.keepsAlive;
  const dialogue = await http.open();
  await dialogue.send(http.request({ connection: null }));
  await dialogue.read();
  if (dialogue.complete === 1 && dialogue.ending === "open") {
    await dialogue.send(http.request());
    await dialogue.read();
  }
  await dialogue.leave();
  run.keepsAlive = dialogue.complete >= 2;
  return run.keepsAlive;
}

/** Ends the check where a connection carries only one answer. */
export async function needKeepAlive(http: Http): Promise<void> {
  if (await keepsAlive(http)) return;
  throw new NotApplicable("The server closes after each answer");
}

/** A request that carries content of a proper length, by the method that the server takes content with. */
export async function withContent(http: Http): Promise<RequestParts> {
  return { method: await contentMethod(http), ...PROPER.length };
}

/** The method by which the server takes content: POST, else GET; not applicable where it takes none. */
export async function contentMethod(http: Http): Promise<string> {
  const { run } = http;
  if (run.contentMethod === undefined) run.contentMethod = await tryMethods(http);
  if (run.contentMethod === null) {
    throw new NotApplicable("The server takes no request with content, neither POST nor GET");
  }
  return run.contentMethod;
}

async function tryMethods(http: Http): Promise<string | null> {
  for (const method of ["POST", "GET"]) {
    if (isServed(await http.ask({ method, ...PROPER.length }))) return method;
  }
  return null;
}

/** The method by which the server takes chunked content; not applicable where it takes none. */
export async function chunkedMethod(http: Http): Promise<string> {
  for (const method of ["POST", "GET"]) {
    if (isServed(await http.ask({ method, ...PROPER.chunked, isHostile: true }))) return method;
  }
  throw new NotApplicable("The server takes no chunked content");
}

/** Whether an exchange was a success. */
export function isServed(exchange: Exchange): boolean {
  const { status } = reactionTo(exchange);
  return status !== null && status >= 200 && status <= 299;
}

/** What came, in a few words. */
export function inShort(exchange: Exchange): string {
  return gotWords(exchange).replace(/^was answered (with )?|^got /, "");
}
