import { utf8 } from "../../lib/bytes/text.ts";
import type { CheckContext } from "../../lib/check.ts";
import type { LaunchedProgram } from "../../lib/program.ts";
import { lastWords } from "../../lib/program_words.ts";
import { certain, isDatagram } from "./started.ts";

/** Something that servers of every kind answer, or end the connection for. */
const QUESTION = utf8("GET / HTTP/1.0\r\n\r\n");
/** How long a client waits for the end of its connection, and how often in vain before it waits less. */
const PATIENT_MS = 250;
const PATIENT_TIMES = 3;
const HASTY_MS = 5;
const MUCH = 1 << 20;

/**
 * Clients one after another, each of whom asks something, half-closes, and waits for the end. Throws a
 * `Mismatch` where the program ends meanwhile.
 */
export async function visits(
  context: CheckContext,
  { program, count }: { readonly program: LaunchedProgram; readonly count: number },
): Promise<void> {
  let inVain = 0;
  for (let i = 0; i < count; i++) {
    const patienceMs = inVain < PATIENT_TIMES ? PATIENT_MS : HASTY_MS;
    const isAnswered = isDatagram(program)
      ? await datagram(context, program, patienceMs)
      : await connection(context, program, patienceMs);
    if (!isAnswered) inVain++;
    if (program.end) throw ended(program, i + 1);
  }
}

async function connection(
  { dial }: CheckContext,
  { at }: LaunchedProgram,
  patienceMs: number,
): Promise<boolean> {
  const peer = await dial({ at });
  await peer.send(QUESTION);
  await peer.halfClose();
  const { ending } = await peer.receive(MUCH, patienceMs);
  peer.abandon();
  return ending !== "open";
}

async function datagram(
  { open }: CheckContext,
  { at }: LaunchedProgram,
  patienceMs: number,
): Promise<boolean> {
  const peer = await open(at);
  await peer.send(QUESTION);
  const { datagrams } = await peer.receive(1, patienceMs);
  await peer.end();
  return datagrams.length > 0;
}

function ended(program: LaunchedProgram, clients: number) {
  const words = `${clients} ${clients === 1 ? "client" : "clients"}`;
  return certain(
    `After ${words} the program ${lastWords(program)}`,
    "a program that goes on serving",
    "a program that ended",
  );
}
