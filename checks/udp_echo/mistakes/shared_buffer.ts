import { byMixedDatagrams } from "../../../lib/diagnose/datagrams.ts";
import { mistake } from "../../../lib/mistake.ts";

/** All threads use one buffer. */
export const sharedBuffer = mistake({
  id: "shared-buffer",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "One buffer for all threads",
  shows: "a client gets bytes of another's datagram when both are active",
  why:
    "A static or global buffer exists once. While one thread sends from it, another's recvfrom() writes over it: each needs a buffer of its own.",
  code: {
    c: {
      wrong: "static char buf[65536];",
      right: "char *buf = malloc(65536);   /* one for each thread, which frees it */",
    },
    java: {
      wrong: "static byte[] buf = new byte[65536];",
      right: "byte[] buf = new byte[65536];   // in run()",
    },
  },
  recognise: byMixedDatagrams,
  serve: {
    transport: "udp",
    serving: "concurrent",
    start(program) {
      const buffer = new Uint8Array(65_536);
      return async ({ bytes, from }, socket) => {
        buffer.set(bytes);
        await program.sleep(1); // another thread's turn
        socket.sendTo(buffer.subarray(0, bytes.length), from);
      };
    },
  },
});
