import { eofIgnored as ofEcho } from "../../tcp_echo/mistakes/eof_ignored.ts";
import { exchangesOf, isIgnored } from "../../../lib/diagnose/web/exchange.ts";
import { wasSilent } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { readsLengths } from "../../../lib/diagnose/web/following.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Content that breaks off is waited for for ever. */
export const eofIgnored = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows:
    "where a client ends its side before all of its content has come, neither an answer nor an end comes",
  why: ofEcho.why,
  code: {
    ...ofEcho.code,
    c: {
      wrong: "while (got < length)\n    got += recv(client, buf, sizeof buf, 0);",
      right: "while (got < length && (n = recv(client, buf, sizeof buf, 0)) > 0)\n    got += n;",
    },
    python: {
      wrong: "while len(body) < length: body += client.recv(1024)",
      right:
        "while len(body) < length:\n    piece = client.recv(1024)\n    if not piece: break\n    body += piece",
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 10\\r\\n\\r\\nfour' | timeout 2 nc -N {host} {port} >/dev/null; test $? = 124 && echo open || echo closed",
    right: "closed",
  },
  recognise: byFailures({
    "cl-undersend": (seen, run) =>
      wasSilent(seen) && readsLengths(run) && exchangesOf(seen).some(isIgnored),
  }),
  serve: web({ endsWithContent: false }),
});
