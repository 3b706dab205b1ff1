import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToConnection, pointOnConnection } from './connectionCurve';
import type { ConnectionPath } from './layoutNetwork';

const level: ConnectionPath = { fromXPx: 10, fromYPx: 40, bendXPx: 60, toXPx: 110, toYPx: 40 };
const falling: ConnectionPath = { fromXPx: 0, fromYPx: 0, bendXPx: 50, toXPx: 100, toYPx: 200 };

/** The true distance, by trying ten thousand places of the curve. */
function distanceByTrial(path: ConnectionPath, xPx: number, yPx: number): number {
  let least = Infinity;
  for (let step = 0; step <= 10_000; step += 1) {
    const point = pointOnConnection(path, step / 10_000);
    least = Math.min(least, Math.hypot(point.xPx - xPx, point.yPx - yPx));
  }
  return least;
}

describe('pointOnConnection', () => {
  it('starts and ends where the connection does, and is in the middle of both halfway', () => {
    expect(pointOnConnection(falling, 0)).toEqual({ xPx: 0, yPx: 0 });
    expect(pointOnConnection(falling, 1)).toEqual({ xPx: 100, yPx: 200 });
    expect(pointOnConnection(falling, 0.5)).toEqual({ xPx: 50, yPx: 100 });
  });

  it('is the cubic Bézier curve that is painted: a quarter of the way by its four points', () => {
    // Bernstein weights at t = 1/4: 27/64, 27/64, 9/64, 1/64.
    const x = (27 * 0 + 27 * 50 + 9 * 50 + 100) / 64;
    const y = (27 * 0 + 27 * 0 + 9 * 200 + 200) / 64;
    expect(pointOnConnection(falling, 0.25).xPx).toBeCloseTo(x, 12);
    expect(pointOnConnection(falling, 0.25).yPx).toBeCloseTo(y, 12);
  });
});

describe('distanceToConnection', () => {
  it('is the height above a level connection, and infinite beside its ends', () => {
    expect(distanceToConnection(level, 60, 47)).toBeCloseTo(7, 6);
    expect(distanceToConnection(level, 9, 40)).toBe(Infinity);
    expect(distanceToConnection(level, 111, 40)).toBe(Infinity);
  });

  it('is zero on the curve, wherever it goes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 20, max: 300 }),
        (t, rise, width) => {
          const path = {
            fromXPx: 5,
            fromYPx: 30,
            bendXPx: 5 + width / 2,
            toXPx: 5 + width,
            toYPx: 30 + rise,
          };
          const { xPx, yPx } = pointOnConnection(path, t);
          expect(distanceToConnection(path, xPx, yPx)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('is within a third of the true distance for pointers up to 10 px off a steep curve', () => {
    for (const offPx of [3, 6, 10])
      for (const t of [0.2, 0.35, 0.5, 0.65, 0.8]) {
        const { xPx, yPx } = pointOnConnection(falling, t);
        const truth = distanceByTrial(falling, xPx + offPx, yPx);
        const estimate = distanceToConnection(falling, xPx + offPx, yPx);
        expect(Math.abs(estimate - truth)).toBeLessThan(truth / 3);
      }
  });
});
