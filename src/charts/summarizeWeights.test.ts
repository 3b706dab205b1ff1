import { describe, expect, it } from 'vitest';
import { summarizeWeights } from './summarizeWeights';

describe('summarizeWeights', () => {
  it('gives mean, standard deviation and extremes', () => {
    expect(summarizeWeights(Float32Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toEqual({
      mean: 5,
      sd: 2,
      min: 2,
      max: 9,
    });
  });

  it('keeps its precision where the mean is large beside the spread', () => {
    expect(summarizeWeights(Float32Array.of(1e6 - 1, 1e6, 1e6 + 1)).sd).toBeCloseTo(Math.sqrt(2 / 3), 9);
  });

  it('passes over values that are not finite and is 0 without any', () => {
    expect(summarizeWeights(Float32Array.of(1, Number.NaN, 3, Infinity)).mean).toBe(2);
    expect(summarizeWeights(new Float32Array(0))).toEqual({ mean: 0, sd: 0, min: 0, max: 0 });
  });
});
