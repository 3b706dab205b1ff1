import { describe, expect, it } from 'vitest';
import { thinLine } from './thinLine';

const lineOf = (count: number, value: (index: number) => number): Float64Array =>
  Float64Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? (at / 2) * 0.1 : value((at - 1) / 2)));
const ysOf = (points: Float64Array): number[] => Array.from(points).filter((_, at) => at % 2 === 1);
const xsOf = (points: Float64Array): number[] => Array.from(points).filter((_, at) => at % 2 === 0);

describe('thinLine', () => {
  it('returns short lines as they are', () => {
    const points = lineOf(500, Math.sin);
    expect(thinLine(points, 500)).toBe(points);
  });

  it('keeps single spikes both ways, the first and the last point, and no more points than it may', () => {
    const points = lineOf(20_000, (index) =>
      index === 7_777 ? 1000 : index === 12_345 ? -1000 : Math.sin(index),
    );
    const thinned = thinLine(points, 500);
    expect(thinned.length / 2).toBeLessThanOrEqual(500);
    expect(thinned.length / 2).toBeGreaterThan(400);
    expect(Math.max(...ysOf(thinned))).toBe(1000);
    expect(Math.min(...ysOf(thinned))).toBe(-1000);
    expect(Array.from(thinned.slice(0, 2))).toEqual(Array.from(points.slice(0, 2)));
    expect(Array.from(thinned.slice(-2))).toEqual(Array.from(points.slice(-2)));
  });

  it('keeps the order of points and takes none that was not there', () => {
    const points = lineOf(3_000, (index) => Math.sin(index * 1.7));
    const thinned = thinLine(points, 400);
    const xs = xsOf(thinned);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    const ys = ysOf(points);
    const known = new Set(xsOf(points).map((x, index) => `${x},${ys[index]}`));
    const thinnedYs = ysOf(thinned);
    expect(xs.filter((x, index) => !known.has(`${x},${thinnedYs[index]}`))).toEqual([]);
  });

  it('keeps long gaps as gaps', () => {
    const points = lineOf(5_000, (index) => (index > 2_000 && index < 3_000 ? Number.NaN : 1));
    // 999 of 5,000 points over 249 columns: at least 48 columns lie wholly in the gap.
    expect(ysOf(thinLine(points, 500)).filter(Number.isNaN).length).toBeGreaterThanOrEqual(48);
  });

  it('does not break on points that share one place', () => {
    const points = new Float64Array(4_000).fill(3);
    expect(xsOf(thinLine(points, 500)).every((x) => x === 3)).toBe(true);
  });
});
