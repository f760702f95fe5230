import { timeBytes } from "../../lib/layout/rfc868.ts";
import type { DatagramServer, Program, ReplySocket } from "../../lib/serve/server.ts";
import type { Datagram } from "../../lib/wire/wire.ts";

/** What a server does with one datagram, given the right reply. */
export type Answering = (
  question: Datagram,
  socket: ReplySocket,
  time: Uint8Array,
) => Promise<void> | void;

/** A server over UDP; what datagrams have in common lives in what `start` closes over. */
export function eachQuestion(start: (program: Program) => Answering): DatagramServer {
  return {
    transport: "udp",
    start(program) {
      const answer = start(program);
      return (question, socket) => answer(question, socket, timeBytes(program.date()));
    },
  };
}
