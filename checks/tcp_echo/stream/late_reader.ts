import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

/** More than the sockets between can hold. */
const BYTES = 8 * 1024 * 1024;

/** A client that reads late: the server's send() finds no room. */
export const lateReader = echoCheck({
  id: "tcp-echo/stream/late-reader",
  title: "Keeps what a late reader has not read yet",
  level: "standard",
  must: "Send back every byte in order, also to a client that begins to read late.",
  why:
    "When the client reads slowly, send() takes only a part, or waits. What it did not take must be sent later, from where it stopped.",
  sources: [RFC_9293_STREAM],
  needs: ["tcp-echo/payload/1-mib"],
  alone: true,
  async run({ dial, afford, freshBytes, reply }) {
    afford({ bytes: BYTES });
    const bytes = freshBytes(BYTES);
    const peer = await dial();
    peer.pauseReading();
    const sending = peer.send(bytes);
    await peer.untilStalled(sending);
    peer.resumeReading();
    await sending;
    await peer.expect(reply(bytes));
  },
});
