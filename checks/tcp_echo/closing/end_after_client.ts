import { check } from "../../../lib/check.ts";
import { RFC_862, RFC_9293_CLOSING } from "../../sources.ts";
import { randomLine } from "../../payloads.ts";

/** recv() returned 0. */
export const endAfterClient = check({
  id: "tcp-echo/closing/end-after-client",
  title: "Ends the connection after the client has ended its side",
  level: "core",
  must: "Close the connection when recv() returns 0: the client has ended its side.",
  why:
    "A server that goes on after the end holds a descriptor for ever, and the client waits for an end that never comes.",
  sources: [RFC_862, RFC_9293_CLOSING],
  byHand: { run: "printf 'hi\\n' | timeout 3 nc -N {host} {port}; echo $?", right: "hi\n0" },
  async run({ dial, random }) {
    const peer = await dial();
    const line = randomLine(random);
    await peer.send(line);
    await peer.expect(line);
    await peer.halfClose();
    await peer.expectEnd();
  },
});
