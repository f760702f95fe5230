import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862, RFC_9293_CLOSING } from "../../sources.ts";

const BYTES = 8 * 1024 * 1024;

/** The half-close of a client that has not read yet. */
export const closingLateReader = echoCheck({
  id: "tcp-echo/closing/late-reader",
  title: "Sends all that is pending after the half-close",
  level: "standard",
  must: "Send everything that is still pending when the client ends its side, before closing.",
  why:
    "The end of what the client sends is not the end of what it wants to read. close() at once drops the rest.",
  sources: [RFC_862, RFC_9293_CLOSING],
  needs: ["tcp-echo/payload/1-mib"],
  alone: true,
  async run({ dial, afford, freshBytes, reply }) {
    afford({ bytes: BYTES });
    const bytes = freshBytes(BYTES);
    const peer = await dial();
    peer.pauseReading();
    const sending = peer.send(bytes).then(() => peer.halfClose());
    await peer.untilStalled(sending);
    await peer.readSlowlyUntil(sending);
    await peer.expect(reply(bytes));
    await peer.expectEnd();
  },
});
