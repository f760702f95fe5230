import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** More than the sockets between can hold. */
const BYTES = 6 * 1024 * 1024;
/** What the other client sends, in bytes: enough to overwrite any buffer that the two share. */
const QUICK_BYTES = 70_000;

/** A client that sends much and doesn't read. */
export const slowReader = echoCheck({
  id: "tcp-echo/concurrency/slow-reader",
  title: "Serves a client while another doesn't read",
  level: "standard",
  must: "Answer a client while another has sent much and reads nothing yet.",
  why:
    "send() waits when the other side doesn't read. That client alone should wait, and get its own bytes in the end.",
  sources: [RFC_862],
  asks: "no-lines",
  after: ["tcp-echo/payload/1-mib"],
  async run({ dial, random, afford, freshText, echo, reply }) {
    afford({ bytes: BYTES });
    const much = new Uint8Array(BYTES).fill(65 + random.below(26));
    const slow = await dial({ as: "The slow reader" });
    slow.pauseReading();
    const sending = slow.send(much);
    sending.catch(() => {}); // it is awaited below, unless the other client fails first
    await slow.untilStalled(sending);
    const quick = await dial({ as: "The client beside a slow reader" });
    await echo(quick, freshText(QUICK_BYTES));
    slow.resumeReading();
    await sending;
    await slow.expect(reply(much));
  },
});
