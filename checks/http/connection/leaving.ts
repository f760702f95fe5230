import { targetOf } from "../../../lib/site/site.ts";
import { expectFile, expectFound } from "../content/expect_file.ts";
import { httpCheck } from "../http_check.ts";
import { pick, plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

/** Clients that come and go without a word. */
export const emptyConnections = httpCheck({
  id: "http/connection/surv-empty",
  title: "Serves on behind clients that send nothing",
  level: "core",
  must: "Go on serving when clients connect and leave without having sent anything.",
  why:
    "Browsers open connections ahead and may never use them: recv() returns 0 there, and no line was read.",
  sources: [rfc("9112 §9.5")],
  alone: true,
  byHand: {
    run:
      "nc -w 1 {host} {port} </dev/null; curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/",
    right: "200",
  },
  async run(http) {
    for (let i = 0; i < 3; i++) {
      const peer = await http.context.dial();
      await peer.end();
    }
    const file = plainFile(http.run);
    expectFound(await http.ask({}, { file }), file, "A GET behind clients that sent nothing");
  },
});

const LARGE_BYTES = 256 * 1024;
const PAUSE_MS = 120;

/** A client that takes its time. */
export const closeGraceful = httpCheck({
  id: "http/connection/close-graceful",
  title: "Sends all of an answer to a client that reads late",
  level: "strict",
  must: "Deliver the whole answer also where the client reads it only after a while.",
  why:
    "close() with bytes of the request unread makes the kernel reset the connection, and the client loses what it hasn't read.",
  sources: [rfc("9112 §9.6")],
  waitsMs: PAUSE_MS,
  async run(http) {
    const file = pick(
      http.run,
      "file of 256 KiB or more",
      ({ bytes }) => bytes.length >= LARGE_BYTES,
    );
    http.context.afford({ bytes: file.bytes.length });
    const dialogue = await http.open();
    dialogue.peer.pauseReading();
    await dialogue.send(http.request({ target: targetOf(file) }), { file });
    await http.context.pause(PAUSE_MS);
    dialogue.peer.resumeReading();
    await dialogue.read();
    expectFile(dialogue.exchange(), file, `GET ${targetOf(file)} by a client that reads late`);
  },
});
