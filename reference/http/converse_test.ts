// What the tests of the HTTP server share: no test stands here itself.
import {
  type Conversation,
  createParser,
  type Response as HttpResponse,
} from "../../lib/http/mod.ts";
import { type Protected, serveHttp, type Site } from "../http.ts";
import type { RunningServer } from "../stream.ts";

const FIXTURES = new URL("../../fixtures/", import.meta.url).pathname;
/** The folder that is served. */
export const DOCROOT = `${FIXTURES}www`;
/** What of it is for staff only. */
export const STAFF: readonly Protected[] = [{ path: "/attic", user: "ada", password: "tea: hot" }];
/** The Host field of every request. */
export const HOST = "Host: h\r\n";
/** The field that announces chunks. */
export const CHUNKED = "Transfer-Encoding: chunked\r\n";

const LAST = `GET /robots.txt HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;

/** What is sent, and the statuses that come; where the connection stays open, one more request follows with 200. */
export type Row = readonly [sent: string, statuses: string];

/** `GET target` with the fields given, each with its line end. */
export function get(target: string, fields = ""): string {
  return `GET ${target} HTTP/1.1\r\n${HOST}${fields}\r\n`;
}

/** `POST` with the fields given, each with its line end, and content. */
export function post(fields: string, content = ""): string {
  return `POST /robots.txt HTTP/1.1\r\n${HOST}${fields}\r\n${content}`;
}

/** The server under test, ended by `await using`. */
export type Served = RunningServer & AsyncDisposable;

/** Serves the museum, or another folder. */
export function serve(site: Partial<Site> = {}): Served {
  const server = serveHttp({ docroot: DOCROOT, ...site });
  return { ...server, [Symbol.asyncDispose]: () => server.close() };
}

/** The first response to what is sent. */
export async function only(port: number, sent: string): Promise<HttpResponse> {
  const [response] = (await converse(port, sent)).responses;
  if (response === undefined) throw new Error("No answer");
  return response;
}

/** Sends a request, and then the last one if the connection stays open; reads to the end. */
export async function converse(
  port: number,
  sent: string,
  options: { readonly halfClose?: boolean; readonly afterInterim?: string } = {},
): Promise<Conversation> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const methods = [...sent.matchAll(/^(GET|HEAD|POST|OPTIONS|CONNECT)(?= \S+ HTTP)/gm)];
  const requests = methods.length === 0 ? ["GET"] : methods.map(([method]) => method);
  const parser = createParser({ requests, keepBodyBytes: 2 ** 21 });
  const writing = write(connection, sent);
  if (options.halfClose === true) await writing.then(() => connection.closeWrite());
  let held = options.afterInterim ?? "";
  let isLast = options.halfClose === true;
  const buffer = new Uint8Array(65_536);
  for (;;) {
    const count = await connection.read(buffer);
    if (count === null) break;
    parser.push(buffer.subarray(0, count));
    const { complete, waiting } = parser.progress();
    if (complete === 0) await write(connection, held);
    held = "";
    if (waiting > 0 || isLast) continue;
    isLast = true;
    parser.expect("GET");
    await write(connection, LAST);
  }
  await writing;
  parser.end("end");
  return parser.result();
}

async function write(connection: Deno.Conn, text: string): Promise<void> {
  const bytes = bytesOf(text);
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

/** Bytes for characters, one to one. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
