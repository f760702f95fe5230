import { answersAtTheEnd } from "../../../lib/diagnose/features.ts";
import type { Observations } from "../../../lib/diagnose/observation.ts";
import { somePassed, wasSilent } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** The server waits for content that the client holds back. */
export const expectIgnored = webMistake({
  id: "expect-ignored",
  kind: "mistake",
  title: "Waits for content that the client holds back",
  shows:
    "nothing comes for a request with Expect: 100-continue whose content the client holds back",
  why:
    "Such a client sends the head, and its content only when it has been told to go on: curl does so before a large upload. Your recv() waits for the content, and the client for your answer. Send HTTP/1.1 100 Continue and an empty line first, or the final answer.",
  code: {
    c: {
      wrong: "read_bytes(client, length);",
      right:
        'if (expect_continue) {\n    const char *go = "HTTP/1.1 100 Continue\\r\\n\\r\\n";\n    send(client, go, strlen(go), 0);\n}\nread_bytes(client, length);',
    },
    python: {
      wrong: "body = reader.read(length)",
      right:
        'if fields.get("expect", "").lower() == "100-continue":\n    client.sendall(b"HTTP/1.1 100 Continue\\r\\n\\r\\n")\nbody = reader.read(length)',
    },
    java: {
      wrong: "byte[] body = in.readNBytes(length);",
      right:
        'if ("100-continue".equalsIgnoreCase(fields.get("expect")))\n    out.write("HTTP/1.1 100 Continue\\r\\n\\r\\n".getBytes());\nbyte[] body = in.readNBytes(length);',
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 5\\r\\nExpect: 100-continue\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f1",
    right: "HTTP/1.1",
  },
  recognise: byFailures({
    "expect-100": (seen, run) =>
      wasSilent(seen) && somePassed(run, "post-cl-body") && !isPostLate(run),
  }),
  serve: web({ interim: () => "" }),
});

/** Whether content that isn't held back is waited for as well, up to the client's end. */
function isPostLate(run: Observations): boolean {
  return run.of("body/post-cl-body")?.conversations.some(answersAtTheEnd) === true;
}
