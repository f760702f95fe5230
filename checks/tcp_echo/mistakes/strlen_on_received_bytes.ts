import { bySlips } from "../../../lib/diagnose/slip.ts";
import { anyOf } from "../../../lib/diagnose/reading.ts";
import { byStrlen } from "../../../lib/diagnose/strlen.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, eachPiece } from "../../../lib/serve/echo.ts";
import { cutAtNul } from "../../slips.ts";

/** What was received is measured as if it were a C string. */
export const strlenOnReceivedBytes = mistake({
  id: "strlen-on-received-bytes",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "strlen() on received bytes",
  shows: "every reply stops at the first 00 byte",
  why:
    "recv() gives you n bytes, not a C string. strlen() doesn't know n: it stops at the first 00 among them, and where there is none it runs on into what an earlier message left in the buffer.",
  code: {
    c: {
      wrong: "send(client, buf, strlen(buf), 0);",
      right: "send(client, buf, n, 0);   /* n is what recv() returned */",
    },
    python: { wrong: 'client.sendall(data.split(b"\\0")[0])', right: "client.sendall(data)" },
  },
  byHand: {
    run: "printf 'ab\\000cd' | nc -w 1 {host} {port} | od -An -tx1",
    right: "61 62 00 63 64",
  },
  recognise: anyOf(bySlips(cutAtNul), byStrlen),
  serve: eachPiece(cutAtNul),
  variants: {
    "no-terminator": eachClient(async (client, { bufferBytes }) => {
      const buffer = new Uint8Array(bufferBytes);
      while (await client.recvInto(buffer) > 0) await client.send(cutAtNul(buffer));
    }),
  },
});
