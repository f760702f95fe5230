import { targetOf } from "../../../lib/site/site.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch, mismatchOf } from "../../../lib/wire/mismatch.ts";
import { expectFound } from "../content/expect_file.ts";
import { httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

const WHY =
  "With one client at a time, one silent client keeps everybody else waiting: fork(), a thread a client, or poll().";

/** Two clients at a time: the run learns from it how the server serves. */
export const secondClient = httpCheck({
  id: "http/concurrency/second-client",
  title: "Serves a second client while the first is connected",
  level: "standard",
  must: "Answer a client also while another is connected and says nothing.",
  why: WHY,
  sources: [rfc("9112 §9.5")],
  async run(http) {
    const file = plainFile(http.run);
    const first = await http.context.dial();
    const second = await http.open();
    await second.send(http.request(), { file });
    await second.read();
    const early = second.exchange();
    if (early.response || early.ending !== "open") {
      return expectFound(early, file, "A GET while another client is connected");
    }
    const { now } = http.context;
    const leftMs = now();
    await first.end();
    await second.read();
    const late = second.exchange();
    const waitedMs = now() - leftMs;
    throw new Mismatch(
      late.response
        ? "The second client was answered only after the first had left"
        : "The second client was not answered, not even after the first had left",
      {
        evidence: "silence",
        expected: "an answer while the other client is connected",
        observed: late.response
          ? `the answer ${seconds(waitedMs)} after the other client had left`
          : `silence for ${seconds(early.silentMs + late.silentMs)}`,
      },
    );
  },
});

/** Clients that ask in another order than they came in. */
export const reverse = httpCheck({
  id: "http/concurrency/conc-reverse",
  title: "Serves clients in the order in which they ask",
  level: "standard",
  must: "Answer three connected clients that ask in the reverse order.",
  why: WHY,
  sources: [rfc("9112 §9.5")],
  async run(http) {
    const file = plainFile(http.run);
    const dialogues = [await http.open(), await http.open(), await http.open()];
    for (const dialogue of dialogues.toReversed()) {
      await dialogue.send(http.request(), { file });
      await dialogue.read();
      expectFound(dialogue.exchange(), file, "A GET, the last client's first,");
    }
  },
});

const CROWD = 20;
const CROWD_PATIENCE_MS = 4000;

/** Many clients at once, each with a file of its own. */
export const crowd = httpCheck({
  id: "http/concurrency/conc-20",
  title: `Serves ${CROWD} clients that come at once`,
  level: "standard",
  must: `Serve ${CROWD} clients that come at once, each the file that it asked for.`,
  why:
    "A buffer, a file or a counter that all clients share gives one client what belongs to another.",
  sources: [rfc("9110 §9.3.1")],
  async run(http) {
    const plain = http.run.files.filter(({ path, bytes }) =>
      /^[\w/.-]+$/.test(path) && bytes.length > 0 && bytes.length < 256 * 1024
    );
    await Promise.all(Array.from({ length: CROWD }, async (_, i) => {
      const as = `Client ${i + 1} of ${CROWD}`;
      const file = plain[i % plain.length] ?? plainFile(http.run);
      const dialogue = await http.open({ as, patienceMs: CROWD_PATIENCE_MS });
      await dialogue.send(http.request({ target: targetOf(file) }), { file });
      await dialogue.read();
      await dialogue.leave();
      try {
        expectFound(dialogue.exchange(), file);
      } catch (error) {
        throw error instanceof Mismatch ? mismatchOf(as, error) : error;
      }
    }));
  },
});

/** A client that never comes to an end. */
export const slowPeer = httpCheck({
  id: "http/concurrency/conc-slow-peer",
  title: "Serves others while one client sends slowly",
  level: "standard",
  must: "Answer other clients while one sends its request a few bytes at a time.",
  why: WHY,
  sources: [rfc("9112 §9.5")],
  async run(http) {
    const file = plainFile(http.run);
    const slow = await http.open();
    const request = http.request();
    for (let at = 0; at < 12; at += 4) {
      await slow.peer.send(request.bytes.subarray(at, at + 4));
      expectFound(
        await http.ask({}, { file }),
        file,
        "A GET while another client is still sending",
      );
    }
  },
});

const HALF_SENT = 4;

/** Clients that stop in the middle of a request. */
export const halfSent = httpCheck({
  id: "http/concurrency/surv-slowloris",
  title: `Serves others while ${HALF_SENT} requests are half sent`,
  level: "standard",
  must: `Answer a new client while ${HALF_SENT} others have sent half a request.`,
  why: `${WHY} With a fixed number of workers, a time limit frees those that wait.`,
  sources: [rfc("9112 §9.5")],
  async run(http) {
    const file = plainFile(http.run);
    const { bytes } = http.request();
    for (let i = 0; i < HALF_SENT; i++) {
      const peer = await http.context.dial();
      await peer.send(bytes.subarray(0, bytes.length - 4));
    }
    expectFound(await http.ask({}, { file }), file, `A GET beside ${HALF_SENT} half-sent requests`);
  },
});
