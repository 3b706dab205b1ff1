import { describe, expect, it } from 'vitest';
import { buildGridPoints } from '../domain/grid';
import type { BoundaryData } from './chartTypes';
import { layoutBoundary, readBoundaryAt } from './layoutBoundary';

const size = { widthPx: 368, heightPx: 368, pixelRatio: 2 };
const points = buildGridPoints(25);
const data: BoundaryData = {
  // A plane is read without error by bilinear interpolation.
  grid: Float32Array.from(
    { length: 625 },
    (_, at) => 3 * (points[2 * at] ?? 0) - 2 * (points[2 * at + 1] ?? 0),
  ),
  gridSize: 25,
  negative: 0,
  positive: 1,
  threshold: 0.5,
  extent: 6,
  dataSet: {
    points: new Float32Array(0),
    labels: new Float32Array(0),
    train: new Uint32Array(0),
    validation: new Uint32Array(0),
  },
  showValidation: false,
  discretize: false,
};

describe('layoutBoundary', () => {
  it('is square in any box, with x1 to the right and x2 upwards', () => {
    for (const [widthPx, heightPx] of [
      [368, 368],
      [500, 300],
      [200, 700],
    ] as const) {
      const { x, y, sidePx, leftPx, topPx } = layoutBoundary(6, { widthPx, heightPx, pixelRatio: 1 });
      expect([x(-6), x(6)]).toEqual([leftPx, leftPx + sidePx]);
      expect([y(6), y(-6)]).toEqual([topPx, topPx + sidePx]);
      expect(leftPx + sidePx).toBeLessThanOrEqual(widthPx);
      expect(topPx + sidePx).toBeLessThan(heightPx);
    }
  });
});

describe('readBoundaryAt', () => {
  it('gives coordinates and the prediction under a place, up to the edges', () => {
    const { x, y } = layoutBoundary(6, size);
    for (const [x1, x2] of [
      [-6, -6],
      [6, 6],
      [0, 0],
      [1.37, -4.2],
    ] as const) {
      const read = readBoundaryAt(data, size, x(x1), y(x2));
      expect(read?.x1).toBeCloseTo(x1, 9);
      expect(read?.x2).toBeCloseTo(x2, 9);
      expect(read?.value).toBeCloseTo(3 * x1 - 2 * x2, 4);
    }
  });

  it('is null outside the plot and without a grid', () => {
    expect(readBoundaryAt(data, size, 3, 100)).toBeNull();
    expect(readBoundaryAt(data, size, 100, 360)).toBeNull();
    expect(readBoundaryAt({ ...data, gridSize: 0 }, size, 100, 100)).toBeNull();
  });
});
