import { mistake } from "../../../lib/mistake.ts";
import { RIGHT_STREAM_ECHO } from "../../../lib/serve/echo.ts";
import { byPlainEcho } from "../../echo/not_transformed.ts";

/** The bytes come back as they were sent, where the assignment asks for something else. */
export const echoNotTransformed = mistake({
  id: "echo-not-transformed",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Sends back what it received, unchanged",
  shows: "what comes back is just what was sent, not what the assignment makes of it",
  why:
    "The assignment asks for another reply than the same bytes: read again what becomes of them, and change the buffer between recv() and send().",
  code: {
    c: {
      wrong: "send(client, buf, n, 0);   /* as it came */",
      right: "m = reply_to(buf, n, out);   /* as the assignment says */\nsend(client, out, m, 0);",
    },
    python: {
      wrong: "client.sendall(data)",
      right: "client.sendall(reply_to(data))   # as the assignment says",
    },
    java: {
      wrong: "out.write(buf, 0, n);",
      right: "out.write(replyTo(buf, n));   // as the assignment says",
    },
    javascript: {
      wrong: "socket.write(data);",
      right: "socket.write(replyTo(data));   // as the assignment says",
    },
  },
  recognise: byPlainEcho,
  serve: RIGHT_STREAM_ECHO,
});
