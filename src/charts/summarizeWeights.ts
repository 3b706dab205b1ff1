/** Mean, standard deviation and extremes of a layer's weights, of the finite ones only. */

export interface WeightSummary {
  readonly mean: number;
  /** Standard deviation of the values themselves (divided by their count, not by one less). */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** All zero where there is no finite value. */
export function summarizeWeights(values: Float32Array): WeightSummary {
  let count = 0;
  let mean = 0;
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  // Welford's running mean: no cancellation where the mean is large beside the spread.
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return count === 0
    ? { mean: 0, sd: 0, min: 0, max: 0 }
    : { mean, sd: Math.sqrt(squares / count), min, max };
}
