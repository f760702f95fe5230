/** What one run of a command took. */
export interface Measured {
  readonly wallMs: number;
  /** The largest resident memory, in MB; 0 where the system doesn't tell. */
  readonly peakMb: number;
  readonly code: number;
}

const SAMPLE_MS = 20;

/** Runs a command to its end and measures it from outside, start-up included. */
export async function measure(command: string, args: readonly string[]): Promise<Measured> {
  const startMs = performance.now();
  const child = new Deno.Command(command, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  let peakMb = 0;
  const sampler = setInterval(
    () => peakMb = Math.max(peakMb, residentPeakMb(child.pid)),
    SAMPLE_MS,
  );
  const { code } = await child.status;
  clearInterval(sampler);
  return { wallMs: performance.now() - startMs, peakMb, code };
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

function residentPeakMb(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has ended, or there is no /proc
  }
}
