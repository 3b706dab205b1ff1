import { describe, expect, it } from 'vitest';
import { layoutRace, type RaceData } from './layoutRace';

const size = { widthPx: 600, heightPx: 300, pixelRatio: 1 };
const sizes = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const data = (rows: RaceData['rows'], crossing: RaceData['crossing'] = null): RaceData => ({
  rows,
  sizes,
  crossing,
});

describe('layoutRace', () => {
  it('gives every doubling of the size the same distance', () => {
    const { xTicks } = layoutRace(data([]), size, 12);
    expect(xTicks.map(({ size: matrix }) => matrix)).toEqual(sizes);
    const steps = xTicks.slice(1).map(({ xPx }, index) => xPx - (xTicks[index]?.xPx ?? 0));
    for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 6);
  });

  it('gives every factor of ten in time the same distance, and larger times a higher place', () => {
    const { lines } = layoutRace(
      data([
        { size: 2, cpuMs: 0.01, gpuMs: 1 },
        { size: 4, cpuMs: 0.1, gpuMs: 1 },
        { size: 8, cpuMs: 1, gpuMs: null },
      ]),
      size,
      12,
    );
    const [cpu, gpu] = lines;
    const heights = (cpu?.points ?? []).map(({ yPx }) => yPx);
    expect(heights).toHaveLength(3);
    expect((heights[0] ?? 0) - (heights[1] ?? 0)).toBeCloseTo((heights[1] ?? 0) - (heights[2] ?? 0), 6);
    expect(heights[0]).toBeGreaterThan(heights[2] ?? Infinity);
    expect(gpu?.points).toHaveLength(2);
    expect(gpu?.points[0]?.yPx).toBeCloseTo(heights[2] ?? 0, 6);
  });

  it('puts the crossing on both lines', () => {
    const rows = [
      { size: 64, cpuMs: 0.5, gpuMs: 1 },
      { size: 128, cpuMs: 4, gpuMs: 2 },
    ];
    const { lines, crossing } = layoutRace(
      data(rows, { size: Math.sqrt(64 * 128), ms: Math.SQRT2 }),
      size,
      12,
    );
    for (const { points } of lines) {
      const [before, after] = points;
      expect(crossing?.xPx).toBeCloseTo(((before?.xPx ?? 0) + (after?.xPx ?? 0)) / 2, 6);
      expect(crossing?.yPx).toBeCloseTo(((before?.yPx ?? 0) + (after?.yPx ?? 0)) / 2, 6);
    }
  });

  it('stays within its plot and keeps ticks of time apart, on a low chart too', () => {
    const rows = sizes.map((matrix) => ({ size: matrix, cpuMs: matrix ** 3 * 1e-6, gpuMs: 0.4 }));
    const low = { widthPx: 300, heightPx: 140, pixelRatio: 1 };
    const { plot, lines, yTicks } = layoutRace(data(rows), low, 12);
    for (const { xPx, yPx } of lines.flatMap(({ points }) => points)) {
      expect(xPx).toBeGreaterThanOrEqual(plot.leftPx - 1e-6);
      expect(xPx).toBeLessThanOrEqual(plot.rightPx + 1e-6);
      expect(yPx).toBeGreaterThanOrEqual(plot.topPx - 1e-6);
      expect(yPx).toBeLessThanOrEqual(plot.bottomPx + 1e-6);
    }
    for (const [index, { yPx }] of yTicks.entries())
      if (index > 0) expect((yTicks[index - 1]?.yPx ?? 0) - yPx).toBeGreaterThan(12);
  });
});
