import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { lacksField } from "../../../lib/diagnose/web/exchange.ts";
import { isFailed } from "../../../lib/diagnose/web/failing.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Answers without a time. */
export const noDate = webMistake({
  id: "no-date",
  kind: "mistake",
  title: "No Date",
  shows: "an answer comes without a Date field",
  why:
    "Caches on the way reckon by Date how old an answer is. Only a server without a clock may leave it out.",
  code: {
    c: {
      wrong: 'dprintf(client, "HTTP/1.1 200 OK\\r\\nContent-Length: %ld\\r\\n\\r\\n", size);',
      right:
        'time_t now = time(NULL);\nstrftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&now));\ndprintf(client, "HTTP/1.1 200 OK\\r\\nDate: %s\\r\\nContent-Length: %ld\\r\\n\\r\\n", date, size);',
    },
    python: {
      wrong: 'fields = [f"Content-Length: {len(body)}"]',
      right:
        'fields = [f"Date: {email.utils.formatdate(usegmt=True)}", f"Content-Length: {len(body)}"]',
    },
  },
  byHand: { run: "curl -m 3 -sI http://{host}:{port}/ | grep -ci '^date:'", right: "1" },
  recognise: byFailures({ "resp-date": isFailed }, { unless: (run) => !lacksField(run, "Date") }),
  serve: web({ date: () => null }),
});
