import { targetOf } from "../../../lib/site/site.ts";
import { between, closed, headless, judgeAnswer } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type Http, httpCheck } from "../http_check.ts";
import { pick, plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

const TIMES = 3;
const LARGE_BYTES = 256 * 1024;
const WHY = "One client that goes wrong must not end the server for everybody else.";
const PIPE_WHY =
  `${WHY} send() to a client that is gone raises SIGPIPE, which ends the program unless it is ignored.`;

/** A client that asks and is gone. */
export const resetUnread = httpCheck({
  id: "http/survival/surv-rst",
  title: "Outlives clients that reset before they have read",
  level: "standard",
  must: "Go on serving when a client resets its connection behind its request.",
  why: PIPE_WHY,
  sources: [rfc("9112 §9.5")],
  provokes: "a client that asked for a file and reset the connection",
  async run(http) {
    const target = targetOf(largest(http));
    for (let i = 0; i < TIMES; i++) {
      const peer = await http.context.dial({ resettable: true });
      peer.pauseReading();
      await peer.send(http.request({ target }).bytes);
      if (i > 0) await http.context.pause(10);
      peer.reset();
      await http.context.pause(20);
    }
  },
});

/** A client that asks for much and leaves early. */
export const leavesInBody = httpCheck({
  id: "http/survival/surv-mid-body",
  title: "Outlives clients that leave in the middle of a file",
  level: "standard",
  must: "Go on serving when a client leaves before the file has come to its end.",
  why: PIPE_WHY,
  sources: [rfc("9112 §9.5")],
  provokes: "a client that left in the middle of a large file",
  async run(http) {
    const file = pick(
      http.run,
      "file of 256 KiB or more",
      ({ bytes }) => bytes.length >= LARGE_BYTES,
    );
    for (let i = 0; i < TIMES; i++) {
      const peer = await http.context.dial();
      await peer.send(http.request({ target: targetOf(file) }).bytes);
      await peer.receive(1024);
      peer.pauseReading();
      peer.abandon();
      await http.context.pause(20);
    }
  },
});

const GARBAGE_BYTES = 160;

/** A client of another kind altogether. */
export const garbage = httpCheck({
  id: "http/survival/surv-garbage",
  title: "Outlives random bytes",
  level: "standard",
  must: "Answer bytes that are no request with 400, or close the connection; and go on serving.",
  why: `${WHY} strtok() and strchr() return NULL where they find nothing: look before you use it.`,
  sources: [rfc("9112 §2.2")],
  provokes: "160 random bytes and an empty line",
  async run(http) {
    const file = plainFile(http.run);
    const noise = http.context.random.bytes(GARBAGE_BYTES).map((byte) =>
      byte === 0x0a ? 0x0b : byte
    );
    const bytes = new Uint8Array(noise.length + 4);
    bytes.set(noise);
    bytes.set([13, 10, 13, 10], noise.length);
    const exchange = await http.ask({ ...http.request({ isHostile: true }), bytes });
    judgeAnswer(exchange, {
      complies: [between("9112 §2.2", 400, 599), closed("9112 §2.2"), headless("9112 §2.2")],
    }, "Random bytes with an empty line behind them");
    expectFound(await http.ask({}, { file }), file, "A GET behind random bytes");
  },
});

function largest(http: Http): { readonly path: string } {
  return http.run.files.reduce((a, b) => b.bytes.length > a.bytes.length ? b : a);
}
