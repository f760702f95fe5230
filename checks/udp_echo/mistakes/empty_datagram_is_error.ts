import { datagramsReceived } from "../../../lib/diagnose/datagrams.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";

/** 0 bytes are taken for an error, or for the end. */
export const emptyDatagramIsError = mistake({
  id: "empty-datagram-is-error",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Takes an empty datagram for an error or for the end",
  shows: "an empty datagram gets no reply, or ends the server",
  why:
    "UDP has no end of a stream: recvfrom() returns 0 for a datagram without a payload. Only a negative result is an error.",
  code: {
    c: {
      wrong: "while ((n = recvfrom(server, buf, sizeof buf, 0, …)) > 0)",
      right:
        "for (;;) {\n    n = recvfrom(server, buf, sizeof buf, 0, …);\n    if (n < 0) continue;",
    },
    python: {
      wrong: "if not data: continue",
      right: "server.sendto(data, sender)   # also where data is empty",
    },
    java: { wrong: "if (packet.getLength() == 0) break;", right: "server.send(packet);" },
    javascript: {
      wrong: "if (!message.length) return;",
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  recognise: recogniser(() => ({
    explains: ({ id, conversations }) =>
      id.endsWith("/empty-datagram") &&
      conversations.every((one) => datagramsReceived(one).length === 0),
  })),
  serve: eachDatagram((payload) => payload.length === 0 ? null : payload),
  variants: {
    "ends-server": eachDatagram((payload, program) => {
      if (payload.length === 0) program.exit();
      return payload.length === 0 ? null : payload;
    }),
  },
});
