import { conversationsIn } from "../../../lib/diagnose/features.ts";
import { failedNamed, isFailed, isNamed } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Where more is sent than a server reads before it answers. */
const MUCH = ["lim-*", "method-long", "post-*", "acc-long-field", "acc-uri-8000", "cl-*"];

/** What the client still sends turns close() into a reset. */
export const closeWithUnreadData = webMistake({
  id: "close-with-unread-data",
  kind: "mistake",
  title: "Closes the connection with bytes unread",
  shows: "the connection is reset where a refusal should have come: the answer is lost",
  why:
    "close() on a socket with bytes that you haven't read makes the kernel send a reset at once, and the client's kernel throws away what it has received but not yet read. Say shutdown() behind the answer, read on until recv() returns 0 (for a second at most), and close() then.",
  code: {
    c: {
      wrong: "send_error(client, 431);\nclose(client);",
      right:
        "send_error(client, 431);\nshutdown(client, SHUT_WR);\nwhile (recv(client, buf, sizeof buf, 0) > 0) { }   /* with SO_RCVTIMEO */\nclose(client);",
    },
    python: {
      wrong: "client.sendall(error(431))\nclient.close()",
      right:
        "client.sendall(error(431))\nclient.shutdown(socket.SHUT_WR)\nclient.settimeout(1)\nwhile client.recv(4096): pass\nclient.close()",
    },
    java: {
      wrong: "out.write(error(431)); socket.close();",
      right:
        "out.write(error(431)); socket.shutdownOutput();\nsocket.setSoTimeout(1000);\nwhile (in.read(buf) > 0) { }\nsocket.close();",
    },
    javascript: {
      wrong: "socket.write(error(431)); socket.destroy();",
      right: "socket.end(error(431)); socket.resume();",
    },
  },
  byHand: {
    run:
      "(printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nX: '; head -c 200000 /dev/zero | tr '\\0' a; printf '\\r\\n\\r\\n') | nc -w 1 {host} {port} | head -1 | cut -d' ' -f1",
    right: "HTTP/1.1",
  },
  alike: {
    ids: ["buffer-overflow"],
    words:
      "A child process or a thread that dies of the long request looks the same: the program's own output, and dmesg, tell of it.",
  },
  recognise: webRecogniser((run) =>
    failedNamed(run, "lim-no-rst", "post-cl-body").some(wasReset)
      ? { explains: (seen) => isNamed(seen, ...MUCH) && wasReset(seen) }
      : null
  ),
  serve: web({ reacts: (status) => status === 431 || status === 413 ? "close" : "answer" }),
});

/** Whether a check failed since a reset came in place of an answer. */
function wasReset(seen: Observation): boolean {
  return isFailed(seen) && seen.evidence === "ending" && /\breset\b/.test(seen.observed ?? "") &&
    conversationsIn(seen).some(({ ending }) => ending === "reset");
}
