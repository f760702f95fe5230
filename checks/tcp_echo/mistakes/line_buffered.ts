import {
  allConversations,
  answersEarly,
  conversationsIn,
  heldBack,
} from "../../../lib/diagnose/features.ts";
import { type Conversation, receivedBeforeEnd } from "../../../lib/diagnose/conversation.ts";
import { anyOf, recogniser } from "../../../lib/diagnose/reading.ts";
import { byWholeText } from "../../../lib/diagnose/slip.ts";
import { ByteList, joinBytes } from "../../../lib/bytes/byte_list.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { reprintedLines, reprintedText } from "../../slips.ts";

/** The server reads lines. */
export const lineBuffered = mistake({
  id: "line-buffered",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Waits for a newline",
  shows: "nothing comes back until a newline arrives",
  why:
    "fgets(), getline() and readline() wait for the end of a line. A stream has no lines: a client may send none for a long time, or never.",
  code: {
    c: {
      wrong: "fgets(buf, sizeof buf, stream);",
      right: "n = recv(client, buf, sizeof buf, 0);   /* returns as soon as anything is there */",
    },
    python: {
      wrong: "for line in client.makefile('rb'):",
      right: "while data := client.recv(1024):",
    },
    java: { wrong: "String line = reader.readLine();", right: "int n = in.read(buf);" },
    javascript: {
      wrong: 'readline.createInterface({ input: socket }).on("line", …)',
      right: 'socket.on("data", (data) => socket.write(data));',
    },
  },
  byHand: { run: "(printf 'hello'; sleep 2) | timeout 1 nc {host} {port}", right: "hello" },
  recognise: anyOf(
    recogniser((run) =>
      allConversations(run).some(answersEarly)
        ? {
          explains: (seen) => conversationsIn(seen).some(waitsForNewline),
          contradicts: (seen) => conversationsIn(seen).some(stopsInLine),
        }
        : null
    ),
    byWholeText(reprintedLines),
    byWholeText(reprintedText),
  ),
  serve: eachClient(async (client, { bufferBytes }) => {
    let kept: Uint8Array = new Uint8Array();
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      kept = joinBytes(kept, piece);
      const end = kept.length >= bufferBytes ? kept.length : kept.lastIndexOf(LF) + 1;
      await client.send(kept.subarray(0, end));
      kept = kept.slice(end);
    }
    await client.send(kept);
  }),
  variants: {
    println: eachClient(async (client) => {
      let line = new ByteList();
      for (let piece = await client.recv(); piece; piece = await client.recv()) {
        const end = piece.lastIndexOf(LF) + 1;
        line.push(piece.subarray(0, end));
        if (end > 0) {
          await client.send(reprintedText(line.view()));
          line = new ByteList();
        }
        line.push(piece.subarray(end));
      }
      await client.send(reprintedText(line.view()));
    }),
  },
});

const LF = 0x0a;

/** A line may be longer than the buffer: so many bytes come back at the least where none ends. */
const SMALLEST_BUFFER = 32;

function waitsForNewline(conversation: Conversation): boolean {
  const held = heldBack(conversation);
  return held.length > 0 &&
    held.every(({ sent, received }) =>
      received === conversation.sent.subarray(0, sent).lastIndexOf(LF) + 1
    );
}

function stopsInLine(conversation: Conversation): boolean {
  const count = receivedBeforeEnd(conversation);
  return count > 0 && count < SMALLEST_BUFFER && conversation.sent[count - 1] !== LF;
}
