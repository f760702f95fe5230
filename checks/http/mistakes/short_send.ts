import { byLostParts } from "../../../lib/diagnose/web/lost_parts.ts";
import { web, webMistake } from "../web_mistake.ts";

const BLOCK_BYTES = 16_384;
/** As much as a socket took. */
const ROOM_BYTES = 146_988;

/** What `send()` didn't take is forgotten. */
export const shortSend = webMistake({
  id: "short-send",
  kind: "mistake",
  title: "Doesn't look at what send() returned",
  shows: "small files come whole, and of a large one bytes are missing in the middle or at the end",
  why:
    "On a non-blocking socket, or one with a time-out, send() takes only what there is room for, and returns how much that was. The rest is yours to send again. (On a blocking socket send() waits until it has taken everything: there this slip doesn't show.)",
  code: {
    c: {
      wrong: "send(client, body, size, 0);",
      right:
        "for (sent = 0; sent < size; sent += n)\n    if ((n = send(client, body + sent, size - sent, 0)) < 0)\n        break;   /* EAGAIN: wait for poll() to say POLLOUT */",
    },
    python: { wrong: "client.send(body)", right: "client.sendall(body)" },
    java: {
      wrong: "channel.write(buffer);",
      right: "while (buffer.hasRemaining()) channel.write(buffer);",
    },
  },
  byHand: {
    run:
      "curl -m 3 -s http://{host}:{port}/attic/static.wav | cmp - fixtures/www/attic/static.wav && echo same",
    right: "same",
  },
  recogniseBy: byLostParts,
  serve: web((program) => ({
    async transmit(client, bytes) {
      for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
        client.sendWithoutWaiting(bytes.subarray(at, at + BLOCK_BYTES));
        await program.sleep(0);
      }
    },
  })),
  variants: {
    "all-at-once": web({
      transmit: (client, bytes) => {
        client.sendWithoutWaiting(bytes.subarray(0, ROOM_BYTES));
        return Promise.resolve();
      },
    }),
  },
});
