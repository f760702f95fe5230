import { type EchoCheck, echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

/** Buffers as lectures and programs have them. */
const BUFFERS = [32, 128, 256, 512, 1024, 2048, 4096, 8192];

/** For each usual buffer, messages of one byte less, just as much, and one byte more. */
export const bufferSizes: readonly EchoCheck[] = BUFFERS.map((size) =>
  echoCheck({
    id: `tcp-echo/payload/around-${size}`,
    title: `Echoes messages of ${size - 1}, ${size} and ${size + 1} bytes`,
    level: "core",
    must: "Send a message back whole, also where it just fills a buffer, or is a byte longer.",
    why:
      "buf[n] = 0 writes behind a full buffer, and one recv() of a longer message leaves a rest.",
    sources: [RFC_9293_STREAM],
    after: ["tcp-echo/payload/1-kib"],
    async run({ dial, afford, freshBytes, echo }) {
      afford({ bytes: 3 * size });
      for (const count of [size - 1, size, size + 1]) {
        const peer = await dial();
        await echo(peer, freshBytes(count));
        await peer.end();
      }
    },
  })
);
