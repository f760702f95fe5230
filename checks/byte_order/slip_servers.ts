import { joinBytes } from "../../lib/bytes/byte_list.ts";
import type { Mistake } from "../../lib/mistake.ts";
import type { Layout } from "../../lib/layout/layout.ts";
import { rightForm, type SlipForm } from "../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../lib/layout/slips/pattern.ts";
import type { Client } from "../../lib/serve/client.ts";
import { allForms } from "./forms.ts";
import { eachClient } from "../../lib/serve/echo.ts";
import type { StreamServer } from "../../lib/serve/server.ts";

/** What lies in memory where a server sends more than it has written. */
const RUBBISH = 0x5a;

/** What a server does with the bytes of one client that have come so far. */
export type Step = SlipForm["step"];

/** What a server sends a client, reply by reply, and how the connection comes to its end. */
export async function* repliesTo(
  client: Client,
  step: Step,
): AsyncGenerator<Uint8Array, "ended" | "closes"> {
  let rest: Uint8Array = new Uint8Array();
  for (;;) {
    const next = step(rest);
    if (next === "closes") return "closes";
    if (next === "waits") {
      const piece = await client.recv();
      if (piece === null) return "ended";
      rest = joinBytes(rest, piece);
      continue;
    }
    rest = rest.slice(next.size);
    yield patternBytes(next.reply, RUBBISH);
  }
}

/** Serves the records of a client until it ends its side, or a record is to be refused. */
export async function recordLoop(client: Client, step: Step): Promise<void> {
  for await (const reply of repliesTo(client, step)) await client.send(reply);
}

/** A server of records that does with them what `step` says. */
export function recordServer(step: Step): StreamServer {
  return eachClient((client) => recordLoop(client, step));
}

/** A server of records without a mistake. */
export function rightServer(layout: Layout): StreamServer {
  return recordServer(rightForm(layout).step);
}

/** A server with a slip in each way that has a name, the first of them as the usual one. */
export function slipServers(layout: Layout, id: string): Pick<Mistake, "serve" | "variants"> {
  const forms = allForms(layout).filter((form) => form.id === id);
  const named = Map.groupBy(forms, ({ name }) => name);
  const [[usual, [first, ...narrower]] = [null, []], ...others] = [...named]
    .filter(([name]) => name !== null);
  if (!first) return { serve: rightServer(layout) };
  const single = narrower.filter(({ fields }) => fields.size === 1)
    .map((form) => [`${usual}-${[...form.fields].join()}`, recordServer(form.step)] as const);
  const widest = others.flatMap(([name, [form]]) =>
    name === null || !form ? [] : [[name, recordServer(form.step)] as const]
  );
  return { serve: recordServer(first.step), variants: Object.fromEntries([...single, ...widest]) };
}
