import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862, RFC_9293_CLOSING } from "../../sources.ts";

const BYTES = 20_000;

/** The client ends its side while its bytes are still on their way. */
export const halfClose = echoCheck({
  id: "tcp-echo/closing/half-close",
  title: "Sends back what is in flight at the half-close",
  level: "core",
  must: "Send back everything that came before the client's half-close, then end the connection.",
  why:
    "A client that has called shutdown(SHUT_WR) is done sending and still reads: that is how it says “that was all”.",
  sources: [RFC_862, RFC_9293_CLOSING],
  byHand: {
    run: "head -c 20000 /dev/urandom >in; nc -N {host} {port} <in >out; cmp in out && echo same",
    right: "same",
  },
  after: ["tcp-echo/payload/1-kib"],
  async run({ dial, afford, freshText, reply }) {
    afford({ bytes: BYTES });
    const bytes = freshText(BYTES);
    const peer = await dial();
    await peer.send(bytes);
    await peer.halfClose();
    await peer.expect(reply(bytes));
    await peer.expectEnd();
  },
});
