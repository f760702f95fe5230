import { echoCheck } from "../../echo/echo_check.ts";
import { echoOf } from "../../../lib/wire/echo_schema.ts";
import { RFC_862 } from "../../sources.ts";

const LISTEN_MS = 150;

/** No greeting. */
export const nothingUnasked = echoCheck({
  id: "tcp-echo/stream/nothing-unasked",
  title: "Sends nothing before the client does",
  level: "core",
  must: "Send nothing on a new connection until the client has sent something.",
  why:
    "A client takes the first bytes that come for its own echo. A greeting shifts everything behind it.",
  sources: [RFC_862],
  byHand: { run: "nc -w 1 {host} {port} </dev/null | od -An -tx1", right: "" },
  waitsMs: LISTEN_MS,
  async run({ dial, freshLine, echo }) {
    const peer = await dial();
    peer.expectThat(echoOf(new Uint8Array()), await peer.listen(LISTEN_MS));
    await echo(peer, freshLine());
  },
});
