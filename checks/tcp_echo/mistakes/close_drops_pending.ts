import {
  conversationsIn,
  hasHole,
  hasPassed,
  isResetAtEnd,
  isTailLost,
} from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient, echoLoop } from "../../../lib/serve/echo.ts";

/** The end of what the client sends is taken for the end of what it reads. */
export const closeDropsPending = mistake({
  id: "close-drops-pending",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Closes at the client's half-close with data still to send",
  shows:
    "after the client's half-close the tail of a large echo is missing, or the connection is reset",
  why:
    "When recv() returns 0 the client is done sending, but it still reads. Destroying the socket then throws away what waits to be sent; SO_LINGER with a time of 0 makes close() do the same.",
  code: {
    c: {
      wrong: "if (n == 0) close(fd);   /* out[fd] isn't empty yet */",
      right: "if (n == 0) ended[fd] = 1;   /* close(fd) when out[fd] has been sent */",
    },
    java: {
      wrong: "socket.setSoLinger(true, 0);",
      right: "// leave SO_LINGER alone: close() then sends what is pending",
    },
    javascript: {
      wrong: 'socket.on("end", () => socket.destroy());',
      right: 'socket.on("end", () => socket.end());',
    },
  },
  byHand: {
    run: "head -c 8000000 /dev/zero | (nc -N {host} {port}; sleep 1) | wc -c",
    right: "8000000",
  },
  alike: {
    ids: ["write-event-missing"],
    words:
      "On a non-blocking socket it may also be the rest of a partial send() that nobody sends when there is room again (POLLOUT).",
  },
  recognise: recogniser((run) => ({
    explains: (seen) => conversationsIn(seen).some((one) => isTailLost(one) || isResetAtEnd(one)),
    contradicts: hasHole,
    isVague: hasPassed(run, "closing/half-close"),
  })),
  serve: eachClient(async (client) => {
    let sending: Promise<void> = Promise.resolve();
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      const next = piece;
      sending = sending.then(() => client.send(next));
      sending.catch(() => {}); // the connection was closed over it
    }
  }),
  variants: {
    linger: eachClient(async (client) => {
      await echoLoop(client);
      client.reset();
    }),
  },
});
