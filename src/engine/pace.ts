/** How many steps may be taken now: the person's speed, cut into chunks short enough that messages are answered. Knows no clock of its own. */

/** How long a chunk should take. */
const CHUNK_MS = 8;
/** Credit is given in portions of at least this, as timers are no finer and a chunk has its costs. */
const MIN_WAIT_MS = 8;
/** Longest time of which a chunk's length is inferred to be 'no time at all'. */
const CLOCK_GRAIN_MS = 0.1;
const MAX_CHUNK_STEPS = 1_000_000;

export interface Pace {
  /** Infinity: as fast as it goes. What was owed is forgotten. */
  setSpeed(epochsPerSecond: number, nowMs: number): void;
  /** Training begins or goes on now: the time before gives no credit. */
  start(nowMs: number): void;
  /** Another engine or network: how long a step takes is not known. */
  forgetChunk(): void;
  /** Whole steps owed by now, at most a chunk. */
  countAllowed(nowMs: number, stepsPerEpoch: number): number;
  /** Steps of a chunk, whatever the speed. */
  readonly chunkSteps: number;
  /** Milliseconds until a step is owed; 0 when one is. */
  measureWaitMs(nowMs: number, stepsPerEpoch: number): number;
  /** Steps were taken, in this time. */
  settle(steps: number, elapsedMs: number): void;
}

/** After t milliseconds at a speed that the engine can hold, exactly the whole part of speed · t steps have been allowed. */
export function createPace(): Pace {
  let speed = Infinity;
  /** Steps owed; a fraction is kept. */
  let credit = 0;
  let creditedMs = 0;
  let chunkSteps = 1;

  function accrue(nowMs: number, stepsPerEpoch: number): void {
    if (speed === Infinity) return;
    credit += (speed * stepsPerEpoch * (nowMs - creditedMs)) / 1000;
    creditedMs = nowMs;
    // A slow engine must not owe more and more: it would not stop for a lower speed.
    credit = Math.min(credit, chunkSteps + 1);
  }

  return {
    setSpeed: (epochsPerSecond, nowMs) => {
      speed = epochsPerSecond;
      credit = 0;
      creditedMs = nowMs;
    },
    start: (nowMs) => {
      credit = 0;
      creditedMs = nowMs;
    },
    forgetChunk: () => {
      chunkSteps = 1;
    },
    countAllowed: (nowMs, stepsPerEpoch) => {
      if (speed === Infinity) return chunkSteps;
      accrue(nowMs, stepsPerEpoch);
      return Math.min(Math.floor(credit), chunkSteps);
    },
    get chunkSteps() {
      return chunkSteps;
    },
    measureWaitMs: (nowMs, stepsPerEpoch) => {
      if (speed === Infinity) return 0;
      accrue(nowMs, stepsPerEpoch);
      if (credit >= 1) return 0;
      return Math.max(MIN_WAIT_MS, ((1 - credit) * 1000) / (speed * stepsPerEpoch));
    },
    settle: (steps, elapsedMs) => {
      if (speed !== Infinity) credit = Math.max(0, credit - steps);
      const isTooLong = elapsedMs > CHUNK_MS;
      // A chunk cut short by the end of an epoch or by the speed tells little, unless it was too long all the same.
      if (!isTooLong && steps < chunkSteps) return;
      const fitting = (steps * CHUNK_MS) / Math.max(elapsedMs, CLOCK_GRAIN_MS);
      const next = Math.min(Math.floor(fitting), 2 * chunkSteps, MAX_CHUNK_STEPS);
      chunkSteps = Math.max(1, next);
    },
  };
}
