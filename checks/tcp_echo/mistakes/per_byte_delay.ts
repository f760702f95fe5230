import { recogniser } from "../../../lib/diagnose/reading.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** There is a pause for each byte. */
export const perByteDelay = mistake({
  id: "per-byte-delay",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Pauses for each byte",
  shows: "the time of an answer grows with its length, by a millisecond for each byte",
  why: "A usleep() in the loop over the bytes adds up: a picture takes minutes.",
  code: {
    c: {
      wrong: "for (i = 0; i < n; i++) { usleep(1000); send(client, buf + i, 1, 0); }",
      right: "send(client, buf, n, 0);",
    },
    python: {
      wrong: "for b in data: time.sleep(0.001); client.send(bytes([b]))",
      right: "client.sendall(data)",
    },
    java: {
      wrong: "for (int i = 0; i < n; i++) { Thread.sleep(1); out.write(buf[i]); }",
      right: "out.write(buf, 0, n);",
    },
  },
  byHand: { run: "head -c 5000 /dev/zero | timeout 2 nc -N {host} {port} | wc -c", right: "5000" },
  recognise: recogniser((run) =>
    isLinear(run.of("stream/no-delay-per-byte"))
      ? {
        explains: ({ id, evidence }) => evidence === "timing" || id.endsWith("/no-delay-per-byte"),
      }
      : null
  ),
  serve: eachClient(async (client, program) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      for (let at = 0; at < piece.length; at++) {
        await program.sleep(1);
        await client.send(piece.subarray(at, at + 1));
      }
    }
  }),
});

/** A pause of less than this for each byte may be the machine's, in milliseconds. */
const PAUSE_MS = 0.4;

/** Whether a message took as much longer as it had more bytes: of one, of few and of many. */
function isLinear(seen: Observation | undefined): boolean {
  const one = seen?.conversations[0];
  const [first, few, many] = one?.portions ?? [];
  if (!one || !first || !few || !many) return false;
  const endMs = one.halfCloseMs ?? one.closeMs ?? one.movedMs;
  const fewMs = many.sentMs - few.sentMs;
  const perByteMs = (endMs - many.sentMs - fewMs) / (many.sent.length - few.sent.length);
  const firstMs = few.sentMs - first.sentMs;
  return perByteMs >= PAUSE_MS && fewMs - firstMs >= 0.3 * perByteMs * few.sent.length;
}
