import { type Check, check, type CheckContext, type Suite } from "../check.ts";
import { Mismatch, mismatchOf } from "../wire/mismatch.ts";
import { DatagramParty, type Party, StreamParty } from "./exchange_party.ts";
import { type ExchangeForm, partsOf, type StepForm } from "./exchange_form.ts";
import type { Lab } from "./schema.ts";

/** The instructor's own checks of a suite. */
export function exchangeChecks(lab: Lab, suite: Suite): readonly Check[] {
  const [only] = Object.keys(lab.suites);
  return lab.exchanges.filter((one) => (one.suite ?? only) === suite.name)
    .map((one) => exchangeCheck(one, suite));
}

function exchangeCheck(form: ExchangeForm, { name, transport }: Suite): Check {
  const { id, group, title, level, why, needs, steps } = form;
  return check({
    id: `${name}/${group}/${id}`,
    title,
    level,
    must: `Do your part in this exchange: ${steps.map(wordsOf).join(", ")}.`,
    why,
    sources: [],
    needs,
    isOwn: true,
    run: (context) => converse(steps, { context, transport }),
  });
}

interface Setting {
  readonly context: CheckContext;
  readonly transport: Suite["transport"];
}

/** Goes through the steps; a failure says which step it was. */
async function converse(steps: readonly StepForm[], setting: Setting): Promise<void> {
  const parties = new Map<string, Party>();
  for (const [i, step] of steps.entries()) {
    const { on } = partsOf(step);
    try {
      await take(step, parties, setting);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      const who = on === undefined ? "" : ` (${on})`;
      throw mismatchOf(`Step ${i + 1} of ${steps.length}${who}`, error);
    }
  }
}

async function take(
  step: StepForm,
  parties: Map<string, Party>,
  { context, transport }: Setting,
): Promise<void> {
  const { action, on } = partsOf(step);
  if (action === "connect") {
    const party = transport === "tcp"
      ? new StreamParty(await context.dial())
      : new DatagramParty(await context.open());
    parties.set(on ?? "", party);
    return;
  }
  const party = on === undefined ? [...parties.values()][0]! : parties.get(on)!;
  if (action === "half-close") return await party.halfClose();
  if (action === "expect-close") return await party.expectClose();
  if (typeof step !== "string" && step.send !== undefined) return await party.send(step.send);
  if (typeof step !== "string" && step.expect !== undefined) return await party.expect(step.expect);
}

/** A step in words, as what a client does and gets. */
function wordsOf(step: StepForm): string {
  const { action, on } = partsOf(step);
  const { send, expect } = typeof step === "string" ? {} : step;
  const who = on ?? "it";
  switch (action) {
    case "connect":
      return `${on ?? "a client"} connects`;
    case "send":
      return `${who} sends "${send}"`;
    case "expect":
      return typeof expect === "string"
        ? `${who} gets "${expect}"`
        : `${who} gets what matches /${expect?.pattern}/`;
    case "half-close":
      return `${who} ends its side`;
    case "expect-close":
      return `the server closes${on === undefined ? "" : ` the connection of ${on}`}`;
  }
}
