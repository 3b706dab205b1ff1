import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../domain/metrics';
import { smoothSeries, smoothingSpan } from './smoothSeries';

const row = (epoch: number, loss: number): EpochMetrics => ({
  epoch,
  step: epoch,
  samples: epoch,
  seconds: epoch,
  loss,
  accuracy: 0,
  valLoss: 0,
  valAccuracy: 0,
});
const rowsOf = (values: readonly number[]): EpochMetrics[] => values.map((value, at) => row(at, value));

describe('smoothSeries', () => {
  it('gives the figures themselves without smoothing', () => {
    expect([...smoothSeries(rowsOf([3, 1, 2]), 'loss', 0)]).toEqual([3, 1, 2]);
  });

  it('starts with the first figure and stays at a constant: the start is corrected for', () => {
    const smoothed = smoothSeries(rowsOf([5, 5, 5, 5]), 'loss', 0.9);
    for (const value of smoothed) expect(value).toBeCloseTo(5, 12);
  });

  it("is the moving average that Adam's bias correction gives", () => {
    const values = [1, 0.4, 0.7, 0.1, 0.9];
    let moment = 0;
    const expected = values.map((value, at) => {
      moment = 0.8 * moment + 0.2 * value;
      return moment / (1 - 0.8 ** (at + 1));
    });
    smoothSeries(rowsOf(values), 'loss', 0.8).forEach((value, at) =>
      expect(value).toBeCloseTo(expected[at] ?? 0, 12),
    );
  });

  it('weighs by epochs, whatever rows a thinned history has left out', () => {
    const smoothed = smoothSeries([row(0, 1), row(4, 0)], 'loss', 0.5);
    expect(smoothed[1]).toBeCloseTo(0.5 ** 4 / (1 + 0.5 ** 4), 12);
  });

  it('leaves a gap where a figure is not finite, and goes on after it', () => {
    const smoothed = smoothSeries(rowsOf([1, Number.NaN, Infinity, 3]), 'loss', 0.5);
    expect([1, 2].map((at) => Number.isNaN(smoothed[at]))).toEqual([true, true]);
    expect(smoothed[3]).toBeCloseTo((0.125 + 3) / 1.125, 12);
  });

  it('reaches over 1 / (1 - smoothing) epochs', () => {
    expect(smoothingSpan(0.9)).toBeCloseTo(10, 9);
    expect(smoothingSpan(0)).toBe(1);
  });
});
