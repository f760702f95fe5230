import { mistake } from "../../../lib/mistake.ts";
import { RIGHT_DATAGRAM_ECHO } from "../../../lib/serve/echo.ts";
import { byPlainEcho } from "../../echo/not_transformed.ts";

/** The payload comes back as it was sent, where the assignment asks for something else. */
export const echoNotTransformed = mistake({
  id: "echo-not-transformed",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Sends back what it received, unchanged",
  shows: "what comes back is just what was sent, not what the assignment makes of it",
  why:
    "The assignment asks for another reply than the same bytes: read again what becomes of them, and change the buffer between recvfrom() and sendto().",
  code: {
    c: {
      wrong: "sendto(sock, buf, n, 0, from, len);   /* as it came */",
      right:
        "m = reply_to(buf, n, out);   /* as the assignment says */\nsendto(sock, out, m, 0, from, len);",
    },
    python: {
      wrong: "server.sendto(data, sender)",
      right: "server.sendto(reply_to(data), sender)   # as the assignment says",
    },
    javascript: {
      wrong: "server.send(message, port, address)",
      right: "server.send(replyTo(message), port, address)   // as the assignment says",
    },
  },
  recognise: byPlainEcho,
  serve: RIGHT_DATAGRAM_ECHO,
});
