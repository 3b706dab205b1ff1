import { describe, expect, it } from 'vitest';
import { layoutBoundary } from './layoutBoundary';

const plane = { min: -6, max: 6 };

describe('layoutBoundary', () => {
  it('is square in any box, with x1 to the right and x2 upwards', () => {
    for (const [widthPx, heightPx] of [
      [368, 368],
      [500, 300],
      [200, 700],
    ] as const) {
      const { x, y, sidePx, leftPx, topPx } = layoutBoundary(plane, { widthPx, heightPx, pixelRatio: 1 });
      expect([x(-6), x(6)]).toEqual([leftPx, leftPx + sidePx]);
      expect([y(6), y(-6)]).toEqual([topPx, topPx + sidePx]);
      expect(leftPx + sidePx).toBeLessThanOrEqual(widthPx);
      expect(topPx + sidePx).toBeLessThan(heightPx);
    }
  });

  it('has the ticks of any extent, fewer where there is little room, and larger points where there are few', () => {
    const gate = { min: -0.5, max: 1.5 };
    const at = (sidePx: number) => ({ widthPx: sidePx, heightPx: sidePx, pixelRatio: 1 });
    const large = layoutBoundary(gate, at(300), 4);
    expect(large.ticks).toEqual([-0.5, 0, 0.5, 1, 1.5]);
    expect(large.x(0.5)).toBe(large.leftPx + large.sidePx / 2);
    expect(layoutBoundary(plane, at(120)).ticks).toEqual([-6, 0, 6]);
    expect(large.pointRadiusPx).toBeGreaterThan(2 * layoutBoundary(gate, at(300), 400).pointRadiusPx);
  });
});
