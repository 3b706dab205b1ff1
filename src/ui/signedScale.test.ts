/** Holds the scale of signed values against the places that its legend claims. */
import { describe, expect, it } from 'vitest';
import { SIGNED_EXTENT, signedPosition, throughSignedScale } from './signedScale';

describe('signedPosition', () => {
  it('is odd, 0 at 0, and reaches its ends at the extent', () => {
    expect(signedPosition(0)).toBe(0);
    expect(signedPosition(SIGNED_EXTENT)).toBeCloseTo(1, 12);
    expect(signedPosition(-SIGNED_EXTENT)).toBeCloseTo(-1, 12);
    expect(signedPosition(-1)).toBe(-signedPosition(1));
    expect(signedPosition(1)).toBeCloseTo(7 / 12, 12);
  });

  it('rises all the way and stays at the end beyond it', () => {
    let before = -1;
    for (let value = -5.9; value < 6; value += 0.1) {
      expect(signedPosition(value)).toBeGreaterThan(before);
      before = signedPosition(value);
    }
    expect(signedPosition(1000)).toBe(1);
  });

  it('leaves the values it is given alone', () => {
    const values = Float32Array.of(-6, 0, 6);
    expect([...throughSignedScale(values)]).toEqual([-1, 0, 1]);
    expect([...values]).toEqual([-6, 0, 6]);
  });
});
