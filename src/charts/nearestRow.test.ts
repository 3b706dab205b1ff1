import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../domain/metrics';
import { nearestRow } from './nearestRow';

const rowAt = (epoch: number): EpochMetrics => ({
  epoch,
  step: 0,
  samples: 0,
  seconds: 0,
  loss: 0,
  accuracy: 0,
  valLoss: 0,
  valAccuracy: 0,
});
const rows = [0, 1, 4, 16].map(rowAt);

describe('nearestRow', () => {
  it.each([
    [-3, 0],
    [0, 0],
    [2, 1],
    [2.5, 1],
    [2.6, 4],
    [10, 4],
    [10.1, 16],
    [99, 16],
  ])('for epoch %d is that of epoch %d', (epoch, nearest) => {
    expect(nearestRow(rows, epoch)?.epoch).toBe(nearest);
  });

  it('is null where there is no row', () => {
    expect(nearestRow([], 3)).toBeNull();
  });
});
