/** Limits how often something happens without losing the last time: at once when it was quiet, else once at the end of the interval. */

/** The clock; a test gives its own. */
export interface Timers {
  readonly now: () => number;
  /** Calls back once after `delayMs`; returns what `clear` takes. */
  readonly set: (callback: () => void, delayMs: number) => number;
  readonly clear: (id: number) => void;
}

export function createThrottle(action: () => void, intervalMs: number, timers: Timers): () => void {
  let lastMs = -Infinity;
  let isWaiting = false;
  const act = (): void => {
    isWaiting = false;
    lastMs = timers.now();
    action();
  };
  return () => {
    if (isWaiting) return;
    const leftMs = lastMs + intervalMs - timers.now();
    if (leftMs <= 0) {
      act();
      return;
    }
    isWaiting = true;
    timers.set(act, leftMs);
  };
}
