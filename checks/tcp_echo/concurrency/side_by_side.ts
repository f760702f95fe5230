import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const BYTES = 512 * 1024;

/** Large transfers at the same time. */
export const sideBySide = echoCheck({
  id: "tcp-echo/concurrency/side-by-side",
  title: "Keeps large transfers of four clients apart",
  level: "standard",
  must: "Send each client its own bytes, while others transfer as much.",
  why: "A static or global buffer is overwritten by one thread before another has sent it.",
  sources: [RFC_862],
  asks: "no-lines",
  after: ["tcp-echo/payload/64-kib"],
  async run({ dial, random, afford, echo }) {
    afford({ bytes: 4 * BYTES });
    const first = 65 + random.below(4);
    await Promise.all([0, 1, 2, 3].map(async (client) => {
      const peer = await dial({ as: `Client ${client + 1} of 4` });
      await echo(peer, new Uint8Array(BYTES).fill(first + client * 7));
    }));
  },
});
