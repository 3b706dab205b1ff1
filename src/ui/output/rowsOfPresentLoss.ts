/** Cuts a run's curve where the loss function was changed: figures of two losses are different quantities and are never compared. Draws nothing. */
import type { EpochMetrics } from '../../domain/metrics';
import type { CurveMark } from '../../store/storeTypes';

/** The rows after the last change of the loss function; the newest one where there is none yet. */
export function rowsOfPresentLoss(
  rows: readonly EpochMetrics[],
  marks: readonly CurveMark[],
): readonly EpochMetrics[] {
  const change = marks.findLast(({ change: { field } }) => field === 'loss');
  if (!change) return rows;
  const since = rows.filter(({ epoch }) => epoch > change.epoch);
  return since.length > 0 ? since : rows.slice(-1);
}
