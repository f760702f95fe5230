import { type Check, check } from "../../../lib/check.ts";
import { hex } from "../../../lib/layout/hex.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

const LISTEN_MS = 200;

/** No greeting. */
export const nothingUnasked: Check = check({
  id: "byte-order/stream/nothing-unasked",
  title: "Sends nothing before the client does",
  level: "core",
  must: "Send nothing on a new connection until a record has come.",
  why: "A client takes the first bytes that come for its reply. A greeting shifts all behind it.",
  sources: [RFC_9293_STREAM],
  byHand: { run: "nc -w 1 {host} {port} </dev/null | od -An -tx1", right: "" },
  waitsMs: LISTEN_MS,
  async run({ dial }) {
    const peer = await dial();
    const { bytes } = await peer.listen(LISTEN_MS);
    if (bytes.length === 0) return;
    throw new Mismatch("Something came before anything was sent", {
      evidence: "bytes",
      expected: "nothing",
      observed: hex(bytes),
      difference: { expected: new Uint8Array(), observed: bytes, offset: 0 },
    });
  },
});
