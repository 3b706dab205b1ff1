/** Finds the row of a history whose epoch is nearest to a wanted one. */
import type { EpochMetrics } from '../domain/metrics';

/** Rows ascend by epoch. The earlier row wins a tie; null where there is none. */
export function nearestRow(rows: readonly EpochMetrics[], epoch: number): EpochMetrics | null {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.epoch ?? 0) < epoch) low = middle + 1;
    else high = middle;
  }
  const after = rows[low];
  const before = rows[low - 1];
  if (!after) return before ?? null;
  if (!before) return after;
  return epoch - before.epoch <= after.epoch - epoch ? before : after;
}
