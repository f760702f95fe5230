import { assertEquals } from "@std/assert";
import { type Ending } from "./body.ts";
import { text } from "./bytes.ts";
import type { Head } from "./head.ts";
import { createParser } from "./parser.ts";
import { type Conversation, outcome, type Response } from "./response.ts";
import type { ExpectedResponse } from "./types.ts";

interface Case {
  readonly name: string;
  readonly requests: readonly ExpectedResponse[];
  readonly ending: Ending;
  readonly bytes: Uint8Array;
  readonly expected: string;
}

const FOLDER = new URL("../../fixtures/parser/", import.meta.url);
const SIZES = [Infinity, 1, 2, 3, 7, 64];

for (const { name: file } of Array.from(Deno.readDirSync(FOLDER)).sort(byName)) {
  for (const one of readCases(Deno.readTextFileSync(new URL(file, FOLDER)))) {
    Deno.test(`createParser() reads ${file}: ${one.name}`, () => {
      for (const size of SIZES) {
        assertEquals(draw(parse(one, size)), one.expected, `in pieces of ${size} bytes`);
      }
      assertEquals(parse(one, 1), parse(one, Infinity), "the same in every detail");
    });
  }
}

function parse({ requests, ending, bytes }: Case, size: number): Conversation {
  const parser = createParser({ requests });
  for (let at = 0; at < bytes.length; at += size) {
    parser.push(bytes.slice(at, Math.min(at + size, bytes.length)));
  }
  parser.end(ending);
  return parser.result();
}

function draw({ responses, unanswered }: Conversation): string {
  const lines = responses.flatMap(drawResponse);
  if (unanswered > 0) lines.push(`unanswered: ${unanswered}`);
  return lines.join("\n");
}

function drawResponse(response: Response): readonly string[] {
  const { interim, head, body, trailers, surplus, problems } = response;
  const announced = body.announced === undefined ? "" : `, ${body.announced} announced`;
  return [
    ...interim.flatMap((one) => drawHead(one)),
    ...(head === undefined ? ["no head"] : drawHead(head)),
    body.framing === undefined
      ? "no content yet"
      : `content by ${body.framing}${announced}: ${JSON.stringify(text(body.kept))}`,
    ...trailers.map(({ name, value }) => `trailer ${name}: ${value}`),
    ...(surplus === undefined ? [] : [`surplus: ${JSON.stringify(text(surplus.kept))}`]),
    outcome(response),
    ...problems.map(({ kind, words, section }) => `- ${kind}: ${words} (${section})`),
  ];
}

function drawHead({ version, status, reason, fields }: Head): readonly string[] {
  return [
    `${version || "-"} ${status ?? "-"} ${visible(reason) || "-"}`,
    ...fields.map(({ name, value }) => `  ${name}: ${visible(value)}`.trimEnd()),
  ];
}

function visible(words: string): string {
  return JSON.stringify(words).slice(1, -1);
}

/** A case is a heading, prose, perhaps `Requests:` and `Ends:` lines, a block of bytes and one of the outcome. */
function readCases(markdown: string): readonly Case[] {
  return markdown.split(/^## /m).slice(1).map((section) => {
    const blocks = [...section.matchAll(/^```\w+\n([^]*?)^```$/gm)].map((match) => match[1] ?? "");
    return {
      name: section.slice(0, section.indexOf("\n")),
      requests: (/^Requests: (.+)$/m.exec(section)?.[1] ?? "GET").split(", ").map(readRequest),
      ending: (/^Ends: (\w+)$/m.exec(section)?.[1] ?? "end") as Ending,
      bytes: unescape(blocks[0] ?? ""),
      expected: (blocks[1] ?? "").trimEnd(),
    };
  });
}

function readRequest(words: string): ExpectedResponse {
  const [method = "GET", version] = words.split(" ");
  return version === "HTTP/1.0" ? { method, version } : { method };
}

/** The bytes of a block: its line breaks mean nothing, `\r`, `\n`, `\t`, `\0`, `\\` and `\xHH` do. */
function unescape(block: string): Uint8Array {
  const named: Readonly<Record<string, string>> = {
    r: "\r",
    n: "\n",
    t: "\t",
    0: "\0",
    "\\": "\\",
  };
  const joined = block.replaceAll("\n", "").replace(
    /\\(?:x([0-9a-f]{2})|(.))/g,
    (_, hex: string | undefined, name: string) =>
      hex === undefined ? named[name] ?? name : String.fromCharCode(parseInt(hex, 16)),
  );
  return Uint8Array.from(joined, (character) => character.charCodeAt(0));
}

function byName(one: Deno.DirEntry, other: Deno.DirEntry): number {
  return one.name < other.name ? -1 : 1;
}
