import { joinBytes } from "../../lib/bytes/byte_list.ts";
import type { Mistake } from "../../lib/mistake.ts";
import { encode } from "../../lib/layout/encode.ts";
import { isNumberField, type Layout, type NumberField } from "../../lib/layout/layout.ts";
import { integerRange, NUMBER_KINDS, wrap } from "../../lib/layout/number.ts";
import { rightForm, type SlipForm } from "../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../lib/layout/slips/pattern.ts";
import type { Client } from "../../lib/serve/client.ts";
import { asked } from "./exchange.ts";
import { allForms } from "./forms.ts";
import { countedFields, roomOf } from "./material.ts";
import { sample } from "./sample.ts";
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
  const forms = allForms(layout).filter((form) =>
    form.id === id && form.name !== null && shows(layout, form)
  );
  const [usual] = forms;
  if (!usual) return { serve: rightServer(layout) };
  const single = forms.filter(({ name, fields }) => name === usual.name && fields.size === 1)
    .map((form) => [`${usual.name}-${[...form.fields].join()}`, form] as const);
  const widest = [...Map.groupBy(forms, ({ name }) => name)].slice(1)
    .flatMap(([name, [form]]) => name === null || !form ? [] : [[name, form] as const]);
  const variants = [...single, ...widest].filter(([, form]) => form !== usual)
    .map(([name, form]) => [name, recordServer(form.step)] as const);
  return { serve: recordServer(usual.step), variants: Object.fromEntries(variants) };
}

/** Whether a form of a slip changes anything in some usual record, or in one at the end of a range. */
function shows(layout: Layout, form: SlipForm): boolean {
  const right = rightForm(layout);
  return probes(layout).some((request) => {
    const [one, other] = [form.reply(request), right.reply(request)];
    return one.ending !== other.ending || one.bytes.join() !== other.bytes.join();
  });
}

function probes(layout: Layout): readonly Uint8Array[] {
  const most = ({ type }: NumberField) =>
    NUMBER_KINDS[type].kind === "float" ? undefined : wrap(integerRange(type)[1], type);
  const text = (count: number) => (room: number) =>
    Uint8Array.from({ length: Math.min(count, room) }, (_, at) => TELLING[at % TELLING.length]!);
  return [
    sample(layout, { text: text(TELLING.length) }),
    sample(layout, { number: most }),
    sample(layout, { text: text(0) }),
    sample(layout, { text: text(Infinity) }),
  ].map((record) => asked(layout, record).request).concat(tooLong(layout));
}

/** Bytes of which every slip with texts changes some. */
const TELLING = [0x20, 0x61, 0x42, 0x00, 0xc1, 0x80, 0x31, 0x32, 0x33, 0x0d, 0x0a, 0x0a];

/** A record that announces a byte more than is allowed. */
function tooLong(layout: Layout): readonly Uint8Array[] {
  return countedFields(layout).flatMap((field) => {
    const counter = layout.fields.find(({ name }) => name === field.length.by);
    const count = roomOf(layout, field) + 1;
    if (!counter || !isNumberField(counter) || BigInt(count) > integerRange(counter.type)[1]) {
      return [];
    }
    return [encode(layout, {
      ...sample(layout),
      [field.name]: new Uint8Array(count).fill(0x61),
      [counter.name]: wrap(BigInt(count), counter.type),
    })];
  });
}
