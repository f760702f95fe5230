import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** One message after another. */
export const severalMessages = echoCheck({
  id: "tcp-echo/stream/several-messages",
  title: "Answers several messages on one connection",
  level: "core",
  must: "Go on echoing on a connection until the client ends its side.",
  why:
    "One recv() and one send() serve only the first message: it takes a loop until recv() returns 0.",
  sources: [RFC_862],
  byHand: {
    run: "(printf 'one\\n'; sleep 0.3; printf 'two\\n') | nc -w 1 {host} {port}",
    right: "one\ntwo",
  },
  async run({ dial, freshLine, reply }) {
    const peer = await dial();
    for (let message = 0; message < 3; message++) {
      const line = freshLine();
      await peer.send(line);
      await peer.expect(reply(line));
    }
  },
});
