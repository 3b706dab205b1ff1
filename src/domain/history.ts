/** The figures of a run's epochs, for curves, in bounded memory: thinned as the run grows, never emptied (another run has a history of its own). */
import type { EpochMetrics } from './metrics';

export interface History {
  /** Adds rows, oldest first. What is kept depends on the rows alone, not on how they were grouped. */
  append(rows: readonly EpochMetrics[]): void;
  /** Oldest first, at most `capacity`; the first and the newest row are always there. The array is not changed later. */
  rows(): readonly EpochMetrics[];
}

/** A history of at most `capacity` rows (a whole number from 2): every 2^k-th row is kept, with the smallest k that leaves a place for the newest. */
export function createHistory(capacity: number): History {
  if (!Number.isInteger(capacity) || capacity < 2)
    throw new RangeError(`a history cannot hold ${capacity} rows`);
  /** The rows number 0, stride, 2 stride, …; one place is left for the newest. */
  let kept: EpochMetrics[] = [];
  let stride = 1;
  let count = 0;
  let newest: EpochMetrics | null = null;
  let shown: readonly EpochMetrics[] | null = null;

  function add(row: EpochMetrics): void {
    if (count % stride === 0) kept.push(row);
    count += 1;
    newest = row;
    while (kept.length >= capacity) {
      kept = kept.filter((_, index) => index % 2 === 0);
      stride *= 2;
    }
  }

  return {
    append(rows) {
      for (const row of rows) add(row);
      if (rows.length > 0) shown = null;
    },
    rows() {
      shown ??= newest === null || newest === kept.at(-1) ? [...kept] : [...kept, newest];
      return shown;
    },
  };
}
