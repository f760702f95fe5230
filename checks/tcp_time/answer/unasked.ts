import { check } from "../../../lib/check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_868 } from "../../sources.ts";

/** Who speaks first. */
export const unasked = check({
  id: "tcp-time/answer/unasked",
  title: "Sends the time without being asked",
  level: "core",
  must: "Send the time as soon as accept() returns: the connection itself is the question.",
  why: "The client of RFC 868 connects and reads. With a recv() first, both sides wait for ever.",
  sources: [RFC_868],
  byHand: { run: "nc -w 1 {host} {port} </dev/null | wc -c", right: "4" },
  async run({ dial }) {
    const peer = await dial();
    const { bytes, ending, silentMs } = await peer.receive(1);
    if (bytes.length > 0) return;
    const isOpen = ending === "open";
    throw new Mismatch(
      isOpen
        ? `Nothing came within ${seconds(silentMs)}, although the connection was made`
        : "The connection ended without the time",
      {
        evidence: isOpen ? "silence" : "ending",
        expected: "4 bytes without a question",
        observed: isOpen ? "silence" : `the ${ending} of the connection`,
      },
    );
  },
});
