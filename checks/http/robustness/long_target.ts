import { between, judgeAnswer, served } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

const LINE_BYTES = 8000;

/** As long a request line as every server should take. */
export const longTarget = httpCheck({
  id: "http/robustness/acc-uri-8000",
  title: "Answers a request line of 8,000 bytes",
  level: "strict",
  must: "Answer a request line of 8,000 bytes with a success, 404 or 414.",
  why:
    "Forms put what was typed into the target: 8,000 bytes are what a server should take at least.",
  sources: [rfc("9112 §3"), rfc("9110 §4.1")],
  async run(http) {
    const target = `/${"a".repeat(LINE_BYTES - "GET / HTTP/1.1".length)}`;
    judgeAnswer(await http.ask({ target, isHostile: true }), {
      complies: [served("9112 §3"), between("9110 §15.5", 400, 499)],
      tolerable: [between("9110 §15.4", 300, 399)],
    }, "A request line of 8,000 bytes");
    const file = plainFile(http.run);
    expectFound(await http.ask({}, { file }), file, "A GET behind a request line of 8,000 bytes");
  },
});
