import { setImmediate } from "node:timers";

/** The time, and waiting for it: the system's, or one that tests move on at once. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls `wake` after `delayMs`; the function that comes back calls it off. */
  after(delayMs: number, wake: () => void): () => void;
  /** The time of day, in milliseconds since 1970-01-01 00:00 UTC. */
  date(): number;
}

/** The system's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after(delayMs, wake) {
    const timer = setTimeout(wake, Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
};

/** Waits for `delayMs`, or until `signal` is aborted: then it rejects with the signal's reason. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(delayMs, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * A clock for tests: whenever nothing else is left to do, it jumps to the next time that somebody
 * waits for. An hour takes microseconds, and nothing is ever late.
 */
export function virtualClock(startDate = Date.UTC(2026, 0, 1)): Clock {
  const timers = new Set<Timer>();
  let nowMs = 0;
  let orders = 0;
  let pumping = false;
  const pump = () => {
    pumping = false;
    const next = earliest(timers);
    if (!next) return;
    timers.delete(next);
    nowMs = Math.max(nowMs, next.dueMs);
    next.wake();
    schedule();
  };
  const schedule = () => {
    if (pumping || timers.size === 0) return;
    pumping = true;
    setImmediate(pump);
  };
  return {
    now: () => nowMs,
    date: () => startDate + nowMs,
    after(delayMs, wake) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), order: orders++, wake };
      timers.add(timer);
      schedule();
      return () => void timers.delete(timer);
    },
  };
}

function earliest(timers: Iterable<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) {
    if (
      !first || timer.dueMs < first.dueMs ||
      (timer.dueMs === first.dueMs && timer.order < first.order)
    ) first = timer;
  }
  return first;
}
