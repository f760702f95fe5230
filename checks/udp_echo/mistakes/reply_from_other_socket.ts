import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";

/** Each reply comes from a new socket. */
export const replyFromOtherSocket = mistake({
  id: "reply-from-other-socket",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Replies from a new socket",
  shows: "replies come from another port than the one that was asked",
  why:
    "socket() makes a socket with a port of its own. A client takes what comes from there for a stranger's datagram, and a connected one never sees it. Reply by the socket that received.",
  code: {
    c: {
      wrong: "out = socket(AF_INET, SOCK_DGRAM, 0);\nsendto(out, buf, n, 0, …);",
      right: "sendto(server, buf, n, 0, …);",
    },
    python: {
      wrong: "socket.socket(AF_INET, SOCK_DGRAM).sendto(data, sender)",
      right: "server.sendto(data, sender)",
    },
    java: { wrong: "new DatagramSocket().send(reply);", right: "server.send(reply);" },
    javascript: {
      wrong: 'createSocket("udp4").send(message, sender.port);',
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -u -w 1 {host} {port}", right: "hi" },
  recognise: recogniser(() => ({
    explains: ({ id, evidence }) => id.endsWith("/same-address-and-port") && evidence === "bytes",
  })),
  serve: {
    transport: "udp",
    start: () => ({ bytes, from }, socket) => socket.sendFromNewSocket(bytes, from),
  },
});
