import { sameBytes } from "../../bytes/compare.ts";
import { joinBytes } from "../../bytes/byte_list.ts";
import type { CheckReport } from "../../report.ts";

type Transcript = CheckReport["transcript"];
type Difference = NonNullable<CheckReport["difference"]>;

/** Bytes that were sent: how many, and as many of the first as are known. */
export interface Sent {
  readonly data: Uint8Array;
  readonly bytes: number;
}

/** Whether what should have come back is what was sent: on one connection in all, or in one datagram. */
export function wasSent(difference: Difference, transcript: Transcript): boolean {
  const expected = Uint8Array.fromBase64(difference.expected);
  const { from, expectedBytes } = difference;
  return candidates(transcript).some(({ data, bytes }) => {
    const known = data.subarray(from, from + expected.length);
    return bytes === expectedBytes && sameBytes(known, expected.subarray(0, known.length));
  });
}

/** What was sent on the only connection of a check; `null` where there are several, or it sent nothing. */
export function sentBy(transcript: Transcript): Sent | null {
  const sends = transcript.filter(({ event }) => event === "send");
  const connections = new Set(transcript.map(({ conn }) => conn));
  return sends.length === 0 || connections.size > 1 ? null : joined(sends);
}

/** What came first on the only connection of a check; `null` where there are several, or nothing came. */
export function answerTo(transcript: Transcript): Sent | null {
  const came = transcript.find(({ event }) => event === "receive");
  const connections = new Set(transcript.map(({ conn }) => conn));
  return came && connections.size === 1 ? joined([came]) : null;
}

function candidates(transcript: Transcript): readonly Sent[] {
  const sends = transcript.filter(({ event }) => event === "send");
  const connections = [...new Set(sends.map(({ conn }) => conn))];
  return [
    ...sends.map((send) => joined([send])),
    ...connections.map((id) => joined(sends.filter(({ conn }) => conn === id))),
  ];
}

/** Sends one after another; behind the first of which only a part is known, nothing is. */
function joined(sends: Transcript): Sent {
  const parts = sends.map(({ data, bytes }) => ({ data: Uint8Array.fromBase64(data), bytes }));
  const firstCut = parts.findIndex(({ data, bytes }) => data.length < bytes);
  const known = firstCut < 0 ? parts : parts.slice(0, firstCut + 1);
  return {
    data: joinBytes(...known.map(({ data }) => data)),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
