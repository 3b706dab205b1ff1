import { describe, expect, it } from 'vitest';
import { findNearestPoint } from './findNearestPoint';

const dataSet = {
  points: Float32Array.of(0, 0, 1, 0, 0.5, 0.25),
  labels: Float32Array.of(0, 1, 1),
  train: Uint32Array.of(1, 0),
  validation: Uint32Array.of(2),
};

describe('findNearestPoint', () => {
  it('finds the nearest of the training points, by its index in the set', () => {
    expect(findNearestPoint(dataSet, false, 0.4, 0.1, 1)).toEqual({ index: 0, isTraining: true });
    expect(findNearestPoint(dataSet, false, 0.6, 0.1, 1)).toEqual({ index: 1, isTraining: true });
  });

  it('looks at validation points only where they are shown', () => {
    expect(findNearestPoint(dataSet, true, 0.5, 0.2, 1)).toEqual({ index: 2, isTraining: false });
    expect(findNearestPoint(dataSet, false, 0.5, 0.2, 1)?.isTraining).toBe(true);
  });

  it('finds nothing beyond its reach', () => {
    expect(findNearestPoint(dataSet, true, 3, 3, 0.5)).toBeNull();
  });
});
