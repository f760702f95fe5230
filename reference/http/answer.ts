import { type Connection, writeAll } from "../stream.ts";
import { formatDate } from "./date.ts";
import type { Part } from "./range.ts";

/** What is sent back. */
export interface Answer {
  /** The status code, 200 to 599. */
  readonly status: number;
  /** The fields that are this answer's own. */
  readonly fields: Readonly<Record<string, string>>;
  /** The content: bytes, a part of a file, or none at all. */
  readonly content?: Uint8Array | FilePart;
}

/** A part of a file that is sent piece by piece. */
export interface FilePart extends Part {
  /** Where the file lies. */
  readonly path: string;
}

/** What the connection adds to an answer. */
export interface SendOptions {
  /** Whether the content stays away: the request was HEAD. */
  readonly headOnly: boolean;
  /** What the `Connection` field says, if it is sent. */
  readonly connection?: "close" | "keep-alive";
}

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  204: "No Content",
  206: "Partial Content",
  301: "Moved Permanently",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  412: "Precondition Failed",
  413: "Content Too Large",
  414: "URI Too Long",
  416: "Range Not Satisfiable",
  417: "Expectation Failed",
  431: "Request Header Fields Too Large",
  501: "Not Implemented",
  505: "HTTP Version Not Supported",
};

const PIECE_BYTES = 64 * 1024;

/** An answer with a small page that says what is the matter. */
export function page(status: number, why: string, fields: Answer["fields"] = {}): Answer {
  const title = `${status} ${REASONS[status] ?? ""}`;
  const html = `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n<p>${why}</p>\n`;
  const content = new TextEncoder().encode(html);
  return { status, fields: { ...fields, "Content-Type": "text/html" }, content };
}

/** Sends an answer: its status line, its fields, an empty line, its content (RFC 9112, section 2.1). */
export async function sendAnswer(
  connection: Connection,
  answer: Answer,
  { headOnly, connection: says }: SendOptions,
): Promise<void> {
  const { status, content } = answer;
  const fields = {
    Date: formatDate(Date.now()),
    ...answer.fields,
    ...(content === undefined ? {} : { "Content-Length": String(content.length) }),
    ...(says === undefined ? {} : { Connection: says }),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} ${REASONS[status] ?? ""}\r\n${lines.join("")}\r\n`;
  await writeAll(connection, new TextEncoder().encode(head));
  if (headOnly || content === undefined) return;
  if (content instanceof Uint8Array) await writeAll(connection, content);
  else await sendFile(connection, content);
}

/** Sends a part of a file, never more of it in memory than a piece. */
async function sendFile(connection: Connection, { path, start, length }: FilePart): Promise<void> {
  if (length === 0) return;
  using file = await Deno.open(path);
  await file.seek(start, Deno.SeekMode.Start);
  const buffer = new Uint8Array(Math.min(PIECE_BYTES, length));
  for (let left = length; left > 0;) {
    const count = await file.read(buffer.subarray(0, Math.min(buffer.length, left)));
    if (count === null) throw new Error("The file became shorter while it was sent");
    await writeAll(connection, buffer.subarray(0, count));
    left -= count;
  }
}
