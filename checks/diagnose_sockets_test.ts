import { assertEquals } from "@std/assert";
import { randomFrom } from "../lib/bytes/random.ts";
import { allSubjects, judge } from "../lib/diagnose_all/over_sockets.ts";

/** One in so many mistakes is run on sockets here; `deno task diagnose-all` runs them all. */
const ONE_IN = 8;
const SEED = 1;
/** So many are graded at a time: they mostly wait. */
const AT_ONCE = 6;
/** A run against these takes tens of seconds, whoever grades it. */
const SLOW = ["accept-loop-blocked", "per-byte-delay", "waits-for-eof"];

Deno.test("a sample of all mistakes gets its name over sockets", async () => {
  const random = randomFrom(`sample/${SEED}`);
  const sample = (await allSubjects())
    .filter(({ name, mistake }) => name === mistake.id && !SLOW.includes(name))
    .filter(() => random.below(ONE_IN) === 0);
  const wrong: string[] = [];
  const worker = async () => {
    for (let subject = sample.shift(); subject; subject = sample.shift()) {
      const { outcome, names } = await judge(subject, SEED);
      if (outcome === "named") continue;
      wrong.push(`${subject.suite.name} ${subject.name}: ${outcome}, ${names.join(", ")}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  assertEquals(wrong, []);
});
