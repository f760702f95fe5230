import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { decode } from "../../../lib/layout/decode.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { largestRecord } from "../../../lib/layout/slips/record.ts";
import { type Mistake, mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import type { Program } from "../../../lib/serve/server.ts";
import { byHandCut } from "../by_hand.ts";
import { byPieces } from "../diagnose/stream.ts";
import { asked } from "../exchange.ts";
import { answerPiece } from "../piece_servers.ts";
import { sample } from "../sample.ts";

/** What one `recv()` gives is taken for a record. */
export const oneRecvOneMessage = (layout: Layout): Mistake =>
  mistake({
    id: "one-recv-one-message",
    suites: ["byte-order"],
    kind: "mistake",
    title: "Takes what one recv() gives for a whole record",
    shows: "a record is right when it comes in one segment; cut in two, it is answered wrongly",
    why:
      "TCP carries bytes and no records: recv() returns what has arrived, be it half a number or three records. Go on until all bytes of the number or the text are there, and keep what is behind them.",
    code: {
      c: {
        wrong: "recv(client, buf, sizeof buf, 0);   /* and then buf is used */",
        right:
          "for (got = 0; got < want; got += n)\n    if ((n = recv(client, buf + got, want - got, 0)) <= 0)\n        return;",
      },
      python: {
        wrong: "head = client.recv(8)",
        right: 'while len(data) < 8:\n    data += client.recv(8 - len(data))   # b"" is the end',
      },
      java: { wrong: "in.read(head);", right: "dataIn.readFully(head);" },
      javascript: {
        wrong: 'socket.on("data", (data) => answer(data));',
        right:
          'socket.on("data", (data) => {\n  rest = Buffer.concat([rest, data]);   // then answer while a whole record is in it\n});',
      },
    },
    byHand: byHandCut(asked(layout, sample(layout)), 1),
    recognise: byPieces(layout),
    serve: eachClient((client, { bufferBytes }) =>
      eachPiece(client, { bufferBytes, size: largestRecord(layout) }, async (piece) => {
        await client.send(answerPiece(layout, piece));
      })
    ),
    variants: {
      "drops-short-pieces": eachClient((client, { bufferBytes }) =>
        eachPiece(client, { bufferBytes, size: largestRecord(layout) }, async (piece) => {
          const step = rightForm(layout).step(piece);
          if (typeof step !== "string") await client.send(answerPiece(layout, piece));
        })
      ),
      "closes-at-short-parts": eachClient((client) => eachPart(client, layout)),
    },
  });

/** Receives the head by one call and the text by another, and closes where one of them gives less. */
async function eachPart(client: Client, layout: Layout): Promise<void> {
  let have: Uint8Array = new Uint8Array();
  for (;;) {
    const found = decode(layout, have);
    if (found.outcome === "malformed") return;
    if (found.outcome === "record") {
      await client.send(answerPiece(layout, have));
      have = new Uint8Array();
      continue;
    }
    const part = new Uint8Array(found.needs - have.length);
    if (await client.recvInto(part) < part.length) return;
    have = joinBytes(have, part);
  }
}

/** Gives each piece that one call received to `answer`; the buffer holds the longest record. */
async function eachPiece(
  client: Client,
  { bufferBytes, size }: Pick<Program, "bufferBytes"> & { readonly size: number },
  answer: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const buffer = new Uint8Array(Math.max(bufferBytes, size));
  for (let n = await client.recvInto(buffer); n > 0; n = await client.recvInto(buffer)) {
    await answer(buffer.slice(0, n));
  }
}
