import { byCutDatagrams } from "../../../lib/diagnose/datagrams.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";

/** The buffer of `recvfrom()` holds less than a datagram. */
export const bufferTooSmall = mistake({
  id: "buffer-too-small",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "The buffer is smaller than the datagram",
  shows: "datagrams above some size come back cut to that size",
  why:
    "recvfrom() takes one datagram at a time and throws away what doesn't fit into the buffer. It can't be read later. A datagram has up to 65,507 bytes.",
  code: {
    c: { wrong: "char buf[255];", right: "char buf[65536];" },
    python: {
      wrong: "data, sender = server.recvfrom(255)",
      right: "data, sender = server.recvfrom(65536)",
    },
    java: {
      wrong: "new DatagramPacket(new byte[255], 255)",
      right: "new DatagramPacket(new byte[65536], 65536)",
    },
  },
  byHand: { run: "head -c 5000 /dev/zero | nc -u -w 1 {host} {port} | wc -c", right: "5000" },
  recognise: byCutDatagrams,
  serve: eachDatagram((payload, { bufferBytes }) => payload.subarray(0, bufferBytes)),
});
