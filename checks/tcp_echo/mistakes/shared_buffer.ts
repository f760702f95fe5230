import { foreignBytesIn } from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";

/** All threads use one buffer. */
export const sharedBuffer = mistake({
  id: "shared-buffer",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "One buffer for all threads",
  shows: "a client gets bytes of another when both are active",
  why:
    "A static or global buffer exists once. While one thread sends from it, another's recv() writes over it: each client needs a buffer of its own.",
  code: {
    c: {
      wrong: "static char buf[1024];",
      right: "char buf[1024];   /* on the stack of the thread */",
    },
    java: {
      wrong: "static byte[] buf = new byte[1024];",
      right: "byte[] buf = new byte[1024];   // in run()",
    },
    javascript: {
      wrong: "const buf = Buffer.alloc(1024); createServer(…)",
      right: "createServer((socket) => { const buf = Buffer.alloc(1024); … })",
    },
  },
  recognise: recogniser((run) => ({ explains: foreignBytesIn(run), isSure: true })),
  serve: {
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      const buffer = new Uint8Array(program.bufferBytes);
      return async (client) => {
        for (let n = await client.recvInto(buffer); n > 0; n = await client.recvInto(buffer)) {
          await program.sleep(0); // another thread's turn
          await client.send(buffer.subarray(0, n));
        }
      };
    },
  },
});
