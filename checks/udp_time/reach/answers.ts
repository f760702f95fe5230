import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { anyTime } from "../../time/schemas.ts";
import { QUESTION, takeTime } from "../conversation.ts";

/** The first datagrams to a server: whatever has to do with a time is an answer. */
export const answers = check({
  id: "udp-time/reach/answers",
  title: "Answers a datagram with a time",
  level: "core",
  must: "Receive datagrams on the port, and answer with the time.",
  why: "Every other check sends the server datagrams like this one.",
  sources: [RFC_868],
  byHand: { run: "printf x | nc -u -w 1 {host} {port} | wc -c", right: "4" },
  async run(context) {
    const { open, now, learn, patienceMs, facts } = context;
    const peer = await open();
    const isFirst = facts.firstDatagramAnswered === null;
    let startMs = now();
    await peer.send(QUESTION);
    const reply = (await peer.receive(1, patienceMs)).datagrams[0];
    if (isFirst) learn({ firstDatagramAnswered: reply !== undefined });
    if (!reply) {
      startMs = now();
      await peer.send(QUESTION);
    }
    const { reading } = reply
      ? { reading: { bytes: reply.bytes, nowMs: context.date(), withinMs: now() - startMs } }
      : await takeTime(peer, context, { startMs, question: QUESTION });
    peer.expectThat(anyTime(), reading);
    learn({ latencyMs: reading.withinMs });
  },
});
