import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushApart } from './pushApart';

describe('pushApart', () => {
  it('leaves labels alone that have room', () => {
    expect(pushApart([10, 50, 90], 15, 0, 100)).toEqual([10, 50, 90]);
  });

  it('moves two that meet by equal parts, in their order', () => {
    expect(pushApart([50, 52], 15, 0, 100)).toEqual([43.5, 58.5]);
    expect(pushApart([52, 50], 15, 0, 100)).toEqual([58.5, 43.5]);
  });

  it('keeps equal ones in the given order and within the frame', () => {
    expect(pushApart([0, 0, 0], 10, 0, 100)).toEqual([0, 10, 20]);
    expect(pushApart([100, 100], 10, 0, 100)).toEqual([90, 100]);
  });

  it('closes up evenly where there is no room for the gap', () => {
    expect(pushApart([5, 5, 5], 20, 0, 10)).toEqual([0, 5, 10]);
  });

  it('always keeps gap, order and range', () => {
    const anyPlaces = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyPlaces, (wanted) => {
        const placed = pushApart(wanted, 20, 0, 200);
        const order = wanted
          .map((_, index) => index)
          .sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
        const sorted = order.map((index) => placed[index] ?? Number.NaN);
        expect(Math.min(...placed)).toBeGreaterThanOrEqual(-1e-9);
        expect(Math.max(...placed)).toBeLessThanOrEqual(200 + 1e-9);
        for (let index = 1; index < sorted.length; index += 1)
          expect((sorted[index] ?? 0) - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 - 1e-9);
      }),
    );
  });
});
