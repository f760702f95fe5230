import { type Conversation, isEchoed, isPrefix } from "../../../lib/diagnose/conversation.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { cutAtFf } from "../../slips.ts";

/** A char is compared with EOF. */
export const charEofCompare = mistake({
  id: "char-eof-compare",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Keeps getc() in a char",
  shows: "the reply stops at the first FF byte, and the connection ends",
  why:
    "getc() returns an int, so that EOF (-1) differs from every byte. In a char the byte FF is -1, too, and is taken for the end.",
  code: {
    c: {
      wrong: "char c;\nwhile ((c = getc(in)) != EOF)",
      right: "int c;\nwhile ((c = getc(in)) != EOF)",
    },
    java: {
      wrong: "byte b;\nwhile ((b = (byte) in.read()) != -1)",
      right: "int b;\nwhile ((b = in.read()) != -1)",
    },
  },
  byHand: {
    run: "printf 'ab\\377cd' | nc -w 1 {host} {port} | od -An -tx1",
    right: "61 62 ff 63 64",
  },
  recognise: recogniser(() => ({
    explains: (seen) => seen.conversations.some(stopsAtFf),
    contradicts: (seen) =>
      seen.conversations.some((one) => isEchoed(one) && one.sent.includes(END_OF_FILE)),
  })),
  serve: eachClient(async (client) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      const part = cutAtFf(piece);
      await client.send(part);
      if (part.length < piece.length) return;
    }
  }),
});

const END_OF_FILE = 0xff;

function stopsAtFf({ sent, received, ending }: Conversation): boolean {
  return sent[received.length] === END_OF_FILE && isPrefix(received, sent) && ending !== "open";
}
