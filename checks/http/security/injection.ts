import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { fieldValue } from "../../../lib/http/mod.ts";
import { targetOf } from "../../../lib/site/site.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { between, closed, judgeAnswer, served, status } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type Http, httpCheck } from "../http_check.ts";
import { pickFolder, plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

/** A path that ends for C where it goes on for HTTP. */
export const nulInPath = httpCheck({
  id: "http/security/nul-in-path",
  title: "Refuses a NUL in a path",
  level: "strict",
  must: "Answer a path with %00 with 400 or 404.",
  why:
    "open() sees the name up to the NUL alone, and whoever looked at its ending before was deceived.",
  sources: [rfc("9110 §17.3")],
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/index.html%00.png",
    right: "400 or 404",
  },
  async run(http) {
    const file = plainFile(http.run);
    judgeAnswer(await http.ask({ target: `${targetOf(file)}%00.png`, isHostile: true }), {
      complies: [between("9110 §15.5", 400, 499)],
      tolerable: [closed("9112 §2.2")],
    }, "A path with %00 behind a file's name");
    await stillServes(http);
  },
});

/** Line ends that come back. */
export const lineEndInPath = httpCheck({
  id: "http/security/crlf-in-path",
  title: "Lets no request write its answer's header fields",
  level: "strict",
  must: "Send no header field that the client put into its request as %0d%0a.",
  why:
    "What is decoded and copied into Location may hold line ends: encode it again, or refuse it.",
  sources: [rfc("9112 §11.1")],
  byHand: {
    run: "curl -m 3 -si 'http://{host}:{port}/rooms?%0d%0aX-Injected:%20yes' | grep -c ^X-Injected",
    right: "0",
  },
  async run(http) {
    const injected = "%0d%0aX-Injected:%20yes";
    const plain = targetOf(plainFile(http.run));
    const targets = [
      `/nothing${injected}`,
      `${plain}?a=${injected}`,
      ...foldersOf(http).flatMap((folder) => [
        `/${folder}${injected}`,
        `/${folder}?a=b${injected}`,
        `/${folder}?${injected}`,
      ]),
    ];
    for (const target of targets) {
      const { response } = await http.ask({ target, isHostile: true });
      const head = response?.head;
      const isIn = head && (fieldValue(head.fields, "X-Injected") !== undefined ||
        indexOfBytes(head.raw, utf8("\r\nX-Injected")) >= 0);
      if (!isIn) continue;
      throw new Mismatch(`GET ${target} brought a header field of the client's making`, {
        evidence: "bytes",
        expected: "no field X-Injected",
        observed: "X-Injected: yes in the head of the answer",
      });
    }
    await stillServes(http);
  },
});

/** A method that gives everything back. */
export const traceOff = httpCheck({
  id: "http/security/trace-off",
  title: "Gives no cookie back for TRACE",
  level: "strict",
  must: "Refuse TRACE, or answer it without the fields Cookie and Authorization.",
  why: "A script in a page could read with it what is hidden from scripts.",
  sources: [rfc("9110 §9.3.8")],
  async run(http) {
    const exchange = await http.ask({
      method: "TRACE",
      fields: ["Cookie: secret=42"],
      isHostile: true,
    });
    judgeAnswer(exchange, {
      complies: [between("9110 §9.3.8", 400, 499), status("9110 §9.1", 501), served("9110 §9.3.8")],
      tolerable: [closed("9112 §2.2"), between("9110 §15.4", 300, 399)],
    }, "TRACE");
    await stillServes(http);
    if (indexOfBytes(exchange.response?.body.kept ?? new Uint8Array(), utf8("secret=42")) < 0) {
      return;
    }
    throw new Mismatch("The answer to TRACE brings the Cookie back", {
      evidence: "bytes",
      expected: "405 or 501, or the request without its Cookie",
      observed: "Cookie: secret=42 in the content",
    });
  },
});

async function stillServes(http: Http): Promise<void> {
  const file = plainFile(http.run);
  expectFound(await http.ask({}, { file }), file, "A GET behind it");
}

function foldersOf({ run }: Http): readonly string[] {
  try {
    return [pickFolder(run, { hasIndex: true }).path];
  } catch {
    return [];
  }
}
