import { sendAnswer, type SendOptions } from "./http/answer.ts";
import { contentLength, dropContent } from "./http/content.ts";
import { createReader, type Reader } from "./http/reader.ts";
import { Refusal } from "./http/refusal.ts";
import {
  checkVersion,
  readFields,
  readRequestLine,
  type Request,
  tokensOf,
} from "./http/request.ts";
import { refuse, respond, type Site } from "./http/respond.ts";
import { checkHost } from "./http/target.ts";
import {
  type Connection,
  type ListenOptions,
  type RunningServer,
  serveStreams,
  writeAll,
} from "./stream.ts";

export type { Protected } from "./http/authorisation.ts";
export type { Site } from "./http/respond.ts";

/** A connection whose writing side can be ended by itself, as that of a `Deno.Conn`. */
export type HttpConnection = Connection & Partial<Pick<Deno.Conn, "closeWrite">>;

/** How long a connection may be idle between two requests, in milliseconds. */
const IDLE_MS = 60_000;
/** How long a request may take to arrive, in milliseconds. */
const REQUEST_MS = 30_000;
/** How long, and for how many bytes, a client is heard out that goes on sending behind its last answer. */
const LINGER_MS = 2_000;
const LINGER_BYTES = 16 * 1024 * 1024;

const CONTINUE = new TextEncoder().encode("HTTP/1.1 100 Continue\r\n\r\n");

/** A correct server for the files of a folder, in HTTP/1.1 and for clients of HTTP/1.0 (RFC 9110, RFC 9112). */
export function serveHttp({ hostname, port, ...site }: Site & ListenOptions): RunningServer {
  const listen = {
    ...(hostname === undefined ? {} : { hostname }),
    ...(port === undefined ? {} : { port }),
  };
  return serveStreams((connection) => serveFiles(connection, site), listen);
}

/** Answers the requests of one connection, one after another and in their order, until one of both sides ends it. */
export async function serveFiles(connection: HttpConnection, site: Site): Promise<void> {
  const reader = createReader(connection);
  let goesOn = true;
  while (goesOn) {
    reader.deadlineMs = performance.now() + IDLE_MS;
    try {
      if (!await reader.more()) return;
    } catch {
      return; // idle for too long: nothing was asked, nothing is answered
    }
    reader.deadlineMs = performance.now() + REQUEST_MS;
    goesOn = await serveRequest(connection, { reader, site });
  }
  await leave(connection);
}

/** Serves one request; says whether another may follow. */
async function serveRequest(
  connection: Connection,
  { reader, site }: { readonly reader: Reader; readonly site: Site },
): Promise<boolean> {
  let headOnly = false;
  try {
    const line = await readRequestLine(reader);
    if (line === undefined) return false;
    headOnly = line.method === "HEAD";
    const request = { ...line, fields: await readFields(reader) };
    checkVersion(request);
    checkHost(request);
    const length = contentLength(request);
    const isWaiting = expectsContinue(request) && length !== 0;
    const answer = await respond(request, site);
    // Whoever waits to be told to go on is told the bad news instead, and may keep the content.
    const isUnread = isWaiting && answer.status >= 400;
    if (isWaiting && !isUnread) await writeAll(connection, CONTINUE);
    if (!isUnread) await dropContent(reader, length);
    const goesOn = !isUnread && isPersistent(request);
    await sendAnswer(connection, answer, { headOnly, ...connectionField(request, goesOn) });
    return goesOn;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sendAnswer(connection, refuse(error), { headOnly, connection: "close" });
    return false;
  }
}

/** Whether the client holds its content back until it is told to send it (RFC 9110, section 10.1.1). */
function expectsContinue(request: Request): boolean {
  if (request.minor === 0) return false;
  const expected = tokensOf(request, "expect");
  if (expected.some((token) => token !== "100-continue")) {
    throw new Refusal(417, "Only 100-continue can be expected here");
  }
  return expected.length > 0;
}

/** Whether the client wants to go on: by default from HTTP/1.1 on, on request before (RFC 9112, section 9.3). */
function isPersistent(request: Request): boolean {
  const tokens = tokensOf(request, "connection");
  if (tokens.includes("close")) return false;
  return request.minor > 0 || tokens.includes("keep-alive");
}

/** What goes without saying isn't said: that HTTP/1.1 goes on. */
function connectionField({ minor }: Request, goesOn: boolean): Pick<SendOptions, "connection"> {
  if (!goesOn) return { connection: "close" };
  return minor === 0 ? { connection: "keep-alive" } : {};
}

/**
 * Ends a connection so that the last answer arrives (RFC 9112, section 9.6). Were it closed while the client still
 * sends, the system would answer these bytes with a reset, and the client would lose what it hasn't read yet.
 */
async function leave(connection: HttpConnection): Promise<void> {
  await connection.closeWrite?.();
  const reader = createReader(connection);
  reader.deadlineMs = performance.now() + LINGER_MS;
  try {
    for (let left = LINGER_BYTES; left > 0 && await reader.more();) {
      left -= (await reader.piece(left)).length;
    }
  } catch {
    // gone, or heard out for long enough
  }
}
