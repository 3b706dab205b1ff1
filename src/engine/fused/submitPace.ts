/** How many steps one submit may take, and that never more than two are on their way; knows no kernel. */

/** Long enough that the costs of a submit vanish, short enough that the page's own drawing on the same GPU is not held up. */
const SUBMIT_MS = 8;
const MAX_IN_FLIGHT = 2;
/** Longest time of which a submit's length is inferred to be 'no time at all'. */
const CLOCK_GRAIN_MS = 0.1;
const MAX_STEPS = 1_000_000;

export interface SubmitPace {
  /** Steps that the next submit may take. */
  readonly steps: number;
  /** Another kernel: how long a step takes is not known. */
  forget(): void;
  /** Resolves when one more submit may be made. */
  waitForTurn(): Promise<void>;
  /** A submit of `steps` was made; `done` settles when it is through. */
  follow(steps: number, done: Promise<unknown>): void;
}

export function createSubmitPace(nowMs: () => number): SubmitPace {
  let steps = 1;
  let lastDoneMs = -Infinity;
  const inFlight: Promise<void>[] = [];

  function settle(taken: number, startMs: number): void {
    const now = nowMs();
    // While one submit runs the next waits: its time counts from the end of the one before.
    const elapsed = now - Math.max(startMs, lastDoneMs);
    lastDoneMs = now;
    const isTooLong = elapsed > SUBMIT_MS;
    // A submit cut short by its caller tells little, unless it was too long all the same.
    if (!isTooLong && taken < steps) return;
    const fitting = Math.floor((taken * SUBMIT_MS) / Math.max(elapsed, CLOCK_GRAIN_MS));
    // One late answer must not throw the pace back to single steps.
    steps = Math.max(1, Math.floor(steps / 2), Math.min(fitting, 2 * steps, MAX_STEPS));
  }

  return {
    get steps() {
      return steps;
    },
    forget: () => {
      steps = 1;
    },
    waitForTurn: async () => {
      while (inFlight.length >= MAX_IN_FLIGHT) await inFlight[0];
    },
    follow: (taken, done) => {
      const startMs = nowMs();
      const entry = done
        .then(
          () => settle(taken, startMs),
          () => undefined,
        )
        .finally(() => inFlight.splice(inFlight.indexOf(entry), 1));
      inFlight.push(entry);
    },
  };
}
