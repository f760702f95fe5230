import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import { counted } from "../../../lib/bytes/text.ts";
import { type SiteFile, targetOf } from "../../../lib/site/site.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { evidenceOf, gotWords } from "../answer.ts";
import type { Exchange } from "../dialogue.ts";
import { type Http, httpCheck, SERVES_DOCROOT } from "../http_check.ts";
import { isServed } from "../learn.ts";
import { plainFile, siteWords } from "../pick.ts";
import type { Run } from "../run.ts";
import { rfc } from "../sources.ts";

/** So many of a file's bytes show which file it is. */
const SAMPLE_BYTES = 200;
/** How many files are asked for before it is said that none is served. */
const TRIES = 4;

/** How long a small file may take, in milliseconds, or twice the patience, whichever is longer. */
const LIMIT_MS = 1500;

interface Candidate {
  readonly file: SiteFile;
  readonly target: string;
}

/** Whether the server serves the folder that it is compared with at all. */
export const servesDocroot = httpCheck({
  id: SERVES_DOCROOT,
  title: "Serves the files of the document root",
  level: "core",
  must: "Serve the files of the folder that the grader was given, too.",
  why:
    "The grader compares what comes with the files of that folder, so the server must serve the same one.",
  sources: [rfc("9110 §9.3.1")],
  byHand: (run) => ({
    run: `curl -m 3 -s http://{host}:{port}${
      targetOf(plainFile(run))
    } | cmp -n 40 - '${run.site.docroot}/${plainFile(run).path}' && echo same`,
    right: "same",
  }),
  async run(http) {
    const { site } = http.run;
    if (http.run.files.length === 0) throw new NotApplicable("The document root has no files");
    const seen: string[] = [];
    let worst: Exchange | null = null;
    for (const { file, target } of candidates(http.run)) {
      const exchange = await askFor(http, { file, target });
      if (shows(exchange, file)) {
        if (exchange.content && isServed(exchange)) http.run.getUsedTo(file, exchange.content);
        return;
      }
      seen.push(`${target} ${describe(exchange)}`);
      worst ??= exchange;
    }
    throw new Mismatch(
      `No file of ${
        siteWords(site)
      } came back: start the server with that folder as its document root, ` +
        "or name the folder that it serves by --docroot",
      {
        evidence: worst ? evidenceOf(worst) : "bytes",
        expected: `the files of ${siteWords(site)}`,
        observed: seen.join("; "),
      },
    );
  },
});

/** Asks for a file until its beginning is there, or something else, or it takes too long. */
async function askFor(http: Http, { file, target }: Candidate): Promise<Exchange> {
  const { now, patienceMs } = http.context;
  const startMs = now();
  const limitMs = Math.max(LIMIT_MS, 2 * patienceMs);
  const dialogue = await http.open();
  await dialogue.send(http.request({ target }), { file });
  await dialogue.readUntil(() => dialogue.complete > 0 || now() - startMs > limitMs);
  if (dialogue.complete > 0) {
    const latencyMs = now() - startMs; // the very first answer may have had to warm up
    if (latencyMs < http.context.facts.latencyMs) http.context.learn({ latencyMs });
    await dialogue.leave();
  }
  const exchange = dialogue.exchange();
  if (dialogue.complete > 0 || now() - startMs <= limitMs || shows(exchange, file)) return exchange;
  const got = counted(exchange.content?.length ?? 0, "byte");
  throw new Mismatch(`Of ${target} only ${got} came within ${seconds(limitMs)}`, {
    evidence: "timing",
    expected: counted(file.bytes.length, "byte"),
    observed: `${got}, and more of them a few at a time`,
  });
}

/** A few files of different kinds, the plain one first, and the root's index under its short name. */
function candidates(run: Run): readonly Candidate[] {
  const { files } = run;
  const fresh = files.find(({ path }) => path === run.site.fresh);
  if (fresh) return [{ file: fresh, target: targetOf(fresh) }];
  const plain = plainFile(run);
  const index = files.find(({ path }) => path === run.index);
  const others = files.filter((file) => file !== plain && file !== index && file.bytes.length > 0);
  return [
    { file: plain, target: targetOf(plain) },
    ...(index ? [{ file: index, target: "/" }] : []),
    ...others.map((file) => ({ file, target: targetOf(file) })),
  ].slice(0, TRIES);
}

/** Whether a file's beginning is in what came, whatever stands before or behind it. */
function shows({ response }: Exchange, { bytes }: SiteFile): boolean {
  if (!response) return false;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  return indexOfBytes(response.body.kept, sample) >= 0 ||
    indexOfBytes(response.surplus?.kept ?? new Uint8Array(), sample) >= 0;
}

function describe(exchange: Exchange): string {
  const { response } = exchange;
  const words = gotWords(exchange);
  return response?.head?.status === 200 ? `${words} with other content` : words;
}
