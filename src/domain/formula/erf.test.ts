import { describe, expect, it } from 'vitest';
import { erf } from './erf';

/** x and erf(x), computed with 40 digits. */
const KNOWN: readonly (readonly [number, number])[] = [
  [1e-10, 1.1283791670955126e-10],
  [0.1, 0.1124629160182849],
  [0.25, 0.27632639016823696],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [1.5, 0.9661051464753108],
  [1.9999, 0.9953201979070294],
  [2, 0.9953222650189527],
  [2.0001, 0.9953243313041966],
  [2.5, 0.999593047982555],
  [3, 0.9999779095030014],
  [4, 0.9999999845827421],
  [5, 0.9999999999984626],
  [5.9, 0.9999999999999999],
];

describe('erf', () => {
  it.each(KNOWN)('has its known value at %f to 1e-15, and is odd', (x, expected) => {
    expect(Math.abs(erf(x) - expected) / expected).toBeLessThan(1e-15);
    expect(erf(-x)).toBe(-erf(x));
  });

  it('ends at ±1, passes NaN on and keeps the sign of zero', () => {
    expect([erf(6), erf(40), erf(Infinity), erf(-Infinity)]).toEqual([1, 1, 1, -1]);
    expect(erf(NaN)).toBeNaN();
    expect([erf(0), erf(-0)]).toEqual([0, -0]);
  });

  it('does not jump or fall where series, fraction and 1 meet', () => {
    for (let x = 1.9; x < 6.1; x += 0.001) {
      expect(erf(x + 0.001)).toBeGreaterThanOrEqual(erf(x));
      expect(erf(x + 0.001) - erf(x)).toBeLessThan(0.00114);
    }
    expect(Math.abs(erf(2) - erf(2 - 1e-15))).toBeLessThan(1e-15);
  });
});
