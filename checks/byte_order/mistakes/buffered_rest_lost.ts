import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../../lib/layout/slips/pattern.ts";
import { type Mistake, mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { byHand } from "../by_hand.ts";
import { byRestLost } from "../diagnose/stream.ts";
import { asked } from "../exchange.ts";
import { sample } from "../sample.ts";

/** Of several records in one buffer only the first is answered. */
export const bufferedRestLost = (layout: Layout): Mistake =>
  mistake({
    id: "buffered-rest-lost",
    suites: ["byte-order"],
    kind: "mistake",
    title: "Throws away what recv() gave behind the first record",
    shows: "of records that come in one segment only the first is answered",
    why:
      "A client may send two records before it reads, and TCP may join them. One recv() then returns both: what is behind the first is the beginning of the next, and must be kept.",
    code: {
      c: {
        wrong: "n = recv(client, buf, sizeof buf, 0); answer(buf);",
        right:
          "have += recv(client, buf + have, sizeof buf - have, 0);\nwhile ((used = answer(buf, have)) > 0)\n    memmove(buf, buf + used, have -= used);",
      },
      python: {
        wrong: "data = client.recv(2048); answer(data)",
        right: "data += client.recv(2048)\nwhile used := answer(data): data = data[used:]",
      },
      java: {
        wrong: "int n = in.read(buf); answer(buf);",
        right: "dataIn.readFully(head);   // exactly the bytes of one record",
      },
      javascript: {
        wrong: 'socket.on("data", (data) => answer(data));',
        right: "while ((used = answer(rest)) > 0) rest = rest.subarray(used);",
      },
    },
    byHand: byHand(asked(layout, sample(layout), sample(layout))),
    recognise: byRestLost(layout),
    serve: eachClient(async (client) => {
      const { step } = rightForm(layout);
      let have: Uint8Array = new Uint8Array();
      for (let piece = await client.recv(); piece; piece = await client.recv()) {
        have = joinBytes(have, piece);
        const next = step(have);
        if (next === "closes") return;
        if (next === "waits") continue;
        await client.send(patternBytes(next.reply));
        have = new Uint8Array();
      }
    }),
  });
