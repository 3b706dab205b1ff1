import { describe, expect, it } from 'vitest';
import { buildGridPoints } from '../domain/grid';
import { buildContour } from './buildContour';

/** Values of a function of x1, x2 on a grid as predictions come. */
function gridOf(gridSize: number, value: (x1: number, x2: number) => number): Float32Array {
  const points = buildGridPoints(gridSize);
  return Float32Array.from({ length: gridSize ** 2 }, (_, at) =>
    value(points[2 * at] ?? 0, points[2 * at + 1] ?? 0),
  );
}
const coordinate = (place: number, gridSize: number): number => (place / (gridSize - 1)) * 12 - 6;

/** Points of all rings that lie inside the frame, as x1, x2. */
function innerPoints(grid: Float32Array, gridSize: number, threshold: number): [number, number][] {
  return buildContour(grid, gridSize, threshold).flatMap((ring) =>
    Array.from({ length: ring.length / 2 }, (_, at): [number, number] => [
      coordinate(ring[2 * at] ?? 0, gridSize),
      -coordinate(ring[2 * at + 1] ?? 0, gridSize),
    ]).filter(([x1, x2]) => Math.abs(x1) <= 6 && Math.abs(x2) <= 6),
  );
}

describe('buildContour', () => {
  it('finds a vertical line where it is, between grid points too', () => {
    const inner = innerPoints(
      gridOf(20, (x1) => x1 - 1.2345),
      20,
      0,
    );
    expect(inner.length).toBeGreaterThanOrEqual(20);
    for (const [x1] of inner) expect(x1).toBeCloseTo(1.2345, 4);
  });

  it('finds a circle of radius 3 to a hundredth', () => {
    const inner = innerPoints(
      gridOf(100, (x1, x2) => x1 * x1 + x2 * x2),
      100,
      9,
    );
    expect(inner.length).toBeGreaterThan(100);
    for (const [x1, x2] of inner) expect(Math.hypot(x1, x2)).toBeCloseTo(3, 2);
  });

  it('puts large x2 above: the region of x2 >= 2 covers the top', () => {
    const [ring] = buildContour(
      gridOf(13, (_, x2) => x2),
      13,
      2,
    );
    const rows = Array.from(ring ?? []).filter((_, at) => at % 2 === 1);
    expect(Math.max(...rows)).toBeCloseTo(4, 6);
    expect(Math.min(...rows)).toBeLessThanOrEqual(0);
  });

  it('has nothing inside the frame for a constant grid, and nothing at all for a broken one', () => {
    expect(innerPoints(new Float32Array(100).fill(0.5), 10, 0.5)).toEqual([]);
    expect(innerPoints(new Float32Array(100).fill(0.2), 10, 0.5)).toEqual([]);
    expect(innerPoints(new Float32Array(100).fill(Number.NaN), 10, 0.5)).toEqual([]);
    expect(buildContour(new Float32Array(0), 0, 0.5)).toEqual([]);
    expect(buildContour(new Float32Array(3), 10, 0.5)).toEqual([]);
  });
});
