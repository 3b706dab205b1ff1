import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortestFloat } from './shortestFloat';

describe('shortestFloat', () => {
  it('gives back what a person typed, once float32 has stored it', () => {
    for (const typed of [0, 0.1, -0.3, 1.25, 123.456, 1e-20, -7, 3.14159])
      expect(shortestFloat(Math.fround(typed))).toBe(typed);
  });

  it('names the same float32 for every float32, in nine digits at most', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const short = shortestFloat(value);
        expect(Object.is(Math.fround(short), value) || (short === 0 && value === 0)).toBe(true);
        expect(short).toBe(Number(short.toPrecision(9)));
      }),
    );
  });

  it('leaves what is not finite as it is', () => {
    expect(shortestFloat(Number.NaN)).toBeNaN();
    expect(shortestFloat(Infinity)).toBe(Infinity);
  });
});
