/** Smooths one figure of a run by an exponential moving average over epochs, corrected for its start; keeps gaps as gaps. */
import type { EpochMetrics } from '../domain/metrics';

type FigureKey = 'loss' | 'valLoss' | 'accuracy' | 'valAccuracy';

/**
 * One value a row: the mean of this and all earlier rows, a row n epochs back counting `smoothing`ⁿ (0 to below 1; 0 gives the figures themselves). Dividing by the
 * sum of the weights is the bias correction that Adam's moments have, so the first value is the first figure. Weights go by epochs, not by rows:
 * thinning a history does not change over how many epochs it is smoothed. Values that are not finite stay NaN and count nothing.
 */
export function smoothSeries(rows: readonly EpochMetrics[], key: FigureKey, smoothing: number): Float64Array {
  const smoothed = new Float64Array(rows.length);
  let weightedSum = 0;
  let weights = 0;
  let lastEpoch: number | null = null;
  rows.forEach((row, index) => {
    const kept = lastEpoch === null ? 0 : smoothing ** (row.epoch - lastEpoch);
    lastEpoch = row.epoch;
    weightedSum *= kept;
    weights *= kept;
    const value = row[key];
    if (!Number.isFinite(value)) {
      smoothed[index] = Number.NaN;
      return;
    }
    weightedSum += value;
    weights += 1;
    smoothed[index] = weightedSum / weights;
  });
  return smoothed;
}

/** Over about how many epochs the mean reaches: the sum of all weights. */
export function smoothingSpan(smoothing: number): number {
  return 1 / (1 - smoothing);
}
