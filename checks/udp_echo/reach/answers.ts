import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";
import { resemblanceTo } from "../../resemblance.ts";

/** The first datagrams to a server: whatever has to do with one of them is an answer. */
export const answers = echoCheck({
  id: "udp-echo/reach/answers",
  title: "Answers a datagram",
  level: "core",
  must: "Receive datagrams on the port, and send something back for a line of text.",
  why: "Every other check sends the server datagrams like this one.",
  sources: [RFC_862],
  byHand: { run: "printf 'hello\\n' | nc -u -w 1 {host} {port}", right: "hello" },
  async run({ open, random, now, learn, patienceMs, facts }) {
    const peer = await open();
    const isFirst = facts.firstDatagramAnswered === null;
    const word = random.letters(8); // no server can know it beforehand
    const line = utf8(`${word} hello\n`);
    let sentMs = now();
    await peer.send(line);
    let reply = (await peer.receive(1, patienceMs)).datagrams[0];
    if (isFirst) learn({ firstDatagramAnswered: reply !== undefined });
    if (!reply) {
      sentMs = now();
      await peer.send(line);
      reply = (await peer.receive(1, patienceMs)).datagrams[0];
    }
    const latencyMs = now() - sentMs;
    peer.expectThat(resemblanceTo(word, line), {
      bytes: joinBytes(reply?.bytes ?? new Uint8Array()),
      ending: "open",
      silentMs: 2 * patienceMs,
    });
    learn({ latencyMs });
  },
});
