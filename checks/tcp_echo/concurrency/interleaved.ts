import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** Two clients by turns. */
export const interleaved = echoCheck({
  id: "tcp-echo/concurrency/interleaved",
  title: "Keeps two clients apart that send by turns",
  level: "standard",
  must: "Send each client its own bytes, whoever else is sending.",
  why: "A buffer that all clients share gives one the bytes of another.",
  sources: [RFC_862],
  async run({ dial, freshLine, reply }) {
    const clients = [
      await dial({ as: "The first client" }),
      await dial({ as: "The second client" }),
    ];
    for (let round = 0; round < 4; round++) {
      const lines = clients.map(() => freshLine());
      for (const [i, client] of clients.entries()) await client.send(lines[i]!);
      for (const [i, client] of clients.entries()) await client.expect(reply(lines[i]!));
    }
  },
});
