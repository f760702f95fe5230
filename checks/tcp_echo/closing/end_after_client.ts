import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862, RFC_9293_CLOSING } from "../../sources.ts";

/** recv() returned 0. */
export const endAfterClient = echoCheck({
  id: "tcp-echo/closing/end-after-client",
  title: "Ends the connection after the client has ended its side",
  level: "core",
  must: "Close the connection when recv() returns 0: the client has ended its side.",
  why:
    "A server that goes on after the end holds a descriptor for ever, and the client waits for an end that never comes.",
  sources: [RFC_862, RFC_9293_CLOSING],
  byHand: { run: "printf 'hi\\n' | timeout 3 nc -N {host} {port}; echo $?", right: "hi\n0" },
  async run({ dial, freshLine, reply }) {
    const peer = await dial();
    const line = freshLine();
    await peer.send(line);
    await peer.expect(reply(line));
    await peer.halfClose();
    await peer.expectEnd();
  },
});
