import { recogniser } from "../../../lib/diagnose/reading.ts";
import { datagramsReceived, datagramsSent } from "../../../lib/diagnose/datagrams.ts";
import { sameBytes } from "../../../lib/bytes/compare.ts";
import { mistake } from "../../../lib/mistake.ts";

/** `sendto()` is called twice. */
export const duplicateReply = mistake({
  id: "duplicate-reply",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Replies twice",
  shows: "one datagram gets two replies",
  why:
    "There are two calls of sendto(): one of them was left over. A client takes the second reply for the answer to its next question, and is off by one from then on.",
  code: {
    c: {
      wrong: "sendto(server, buf, n, 0, …); …; sendto(server, buf, n, 0, …);",
      right: "sendto(server, buf, n, 0, …);",
    },
    python: {
      wrong: "server.sendto(data, sender); server.sendto(data, sender)",
      right: "server.sendto(data, sender)",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -u -w 1 {host} {port}", right: "hi" },
  recognise: recogniser(() => ({
    explains: ({ conversations }) =>
      conversations.some((one) => {
        const [first, second] = datagramsReceived(one);
        return datagramsSent(one).length === 1 && first !== undefined && second !== undefined &&
          sameBytes(first, second);
      }),
    contradicts: ({ id, status }) => status === "pass" && id.endsWith("/exactly-one"),
  })),
  serve: {
    transport: "udp",
    start: () => ({ bytes, from }, socket) => {
      socket.sendTo(bytes, from);
      socket.sendTo(bytes, from);
    },
  },
});
