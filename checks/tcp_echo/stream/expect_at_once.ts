import { utf8 } from "../../../lib/bytes/text.ts";
import { echoOf, seconds, type StreamObservation } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import type { TcpPeer } from "../../../lib/wire/tcp_peer.ts";

/** How long each further step is given to bring the answer, in milliseconds, beside a part of the patience. */
const STEP_MS = 120;
/** How many bytes are sent in the hope of filling the server's buffer. */
const FILLING_BYTES = 8192;

/**
 * Expects `bytes`, which were sent already, without anything further being sent. Where nothing comes,
 * it finds out what the server waits for: a newline, more bytes, or the end of the stream.
 */
export async function expectAtOnce(peer: TcpPeer, bytes: Uint8Array): Promise<void> {
  const observed = await peer.receive(bytes.length);
  const isHeldBack = observed.bytes.length === 0 && observed.ending === "open";
  if (!isHeldBack) return void peer.expectThat(echoOf(bytes), observed);
  throw new Mismatch(
    `${capital(bytesSent(bytes))} got no answer within ${
      seconds(observed.silentMs)
    }; ${await whatHelps(peer, observed)}`,
    {
      evidence: "silence",
      expected: "the same bytes, as soon as they have arrived",
      observed: "silence until something else was sent",
      difference: { expected: bytes, observed: observed.bytes, offset: 0 },
    },
  );
}

async function whatHelps(peer: TcpPeer, { silentMs }: StreamObservation): Promise<string> {
  const stepMs = Math.min(STEP_MS + silentMs / 4, silentMs);
  const answers = async () => (await peer.receive(1, stepMs)).bytes.length > 0;
  await peer.send(utf8("\n"));
  if (await answers()) return "the answer came when a newline followed";
  for (let sent = 1; sent < FILLING_BYTES; sent *= 2) {
    await peer.send(utf8("x".repeat(sent)));
    if (peer.received > 0) break;
    await peer.pause(2);
  }
  if (await answers()) return "the answer came when many more bytes followed";
  await peer.halfClose();
  return await answers()
    ? "the answer came when the client had ended its side"
    : "neither a newline, nor more bytes, nor the end of the client's side brought one";
}

function bytesSent(bytes: Uint8Array): string {
  return bytes.length === 1 ? "one byte" : `${bytes.length} bytes`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
