/** Steps a second over the last second of training; knows no clock of its own. */

const WINDOW_MS = 1000;

export interface StepMeter {
  /** Training begins or goes on now; what was measured before is forgotten. */
  start(nowMs: number): void;
  /** Steps were finished just now. */
  record(steps: number, nowMs: number): void;
  /** 0 until steps were recorded. */
  read(): number;
}

export function createStepMeter(): StepMeter {
  /** The times between two records, with what was done in them. */
  let spans: { readonly startMs: number; readonly endMs: number; readonly steps: number }[] = [];
  let lastMs = 0;
  return {
    start: (nowMs) => {
      spans = [];
      lastMs = nowMs;
    },
    record: (steps, nowMs) => {
      spans.push({ startMs: lastMs, endMs: nowMs, steps });
      lastMs = nowMs;
      // A span longer than the window stays while it is the only one: steps may take longer than that.
      const firstInside = spans.findIndex(({ endMs }) => endMs > nowMs - WINDOW_MS);
      spans.splice(0, firstInside);
    },
    read: () => {
      const [first] = spans;
      if (!first) return 0;
      const steps = spans.reduce((sum, span) => sum + span.steps, 0);
      return lastMs > first.startMs ? (steps * 1000) / (lastMs - first.startMs) : 0;
    },
  };
}
