/** Finds the row of a history that stands nearest to a wanted place on the x axis. */
import type { EpochMetrics } from '../domain/metrics';
import { axisValueOf } from './runAxis';
import type { RunAxis } from './runAxis';

/** Rows ascend by epoch. The earlier row wins a tie; null where there is none. */
export function nearestRow(
  rows: readonly EpochMetrics[],
  value: number,
  axis: RunAxis = 'epochs',
): EpochMetrics | null {
  const at = (index: number): number => {
    const row = rows[index];
    return row ? axisValueOf(row, axis) : 0;
  };
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < value) low = middle + 1;
    else high = middle;
  }
  const after = rows[low];
  const before = rows[low - 1];
  if (!after) return before ?? null;
  if (!before) return after;
  return value - at(low - 1) <= at(low) - value ? before : after;
}
