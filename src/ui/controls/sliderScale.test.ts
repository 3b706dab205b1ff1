/** Holds positions on a slider against the values they stand for. */
import { describe, expect, it } from 'vitest';
import { linearScale, logScale, speedScale, stepLeadingDigit } from './sliderScale';

const rates = { min: 0.00001, max: 10, integer: false };
const counts = { min: 1, max: 4000, integer: true };

describe('logScale', () => {
  it('puts both limits at the ends', () => {
    const scale = logScale(rates, rates.min);
    expect(scale.toValue(0, 1)).toBe(0.00001);
    expect(scale.toValue(scale.max, 1)).toBe(10);
    expect([scale.toPosition(0.00001), scale.toPosition(10)]).toEqual([0, scale.max]);
  });

  it('puts equal factors at equal distances', () => {
    const scale = logScale(rates, rates.min);
    const [a, b, c] = [0.001, 0.01, 0.1].map(scale.toPosition) as [number, number, number];
    expect(b - a).toBeCloseTo(c - b, -0.5);
    expect(scale.toValue(b, 1)).toBeCloseTo(0.01, 3);
  });

  it('changes the value with every move of one position, up and down, whatever the digits', () => {
    for (const [range, start] of [
      [rates, 0.1],
      [rates, 0.03],
      [counts, 1],
      [counts, 10],
      [counts, 399],
    ] as const) {
      const scale = logScale(range, range.min);
      expect(scale.toValue(scale.toPosition(start) + 1, start)).toBeGreaterThan(start);
      if (start > range.min) expect(scale.toValue(scale.toPosition(start) - 1, start)).toBeLessThan(start);
    }
  });

  it('gives whole numbers where only whole ones are permitted', () => {
    const scale = logScale(counts, 1);
    for (let position = 0; position <= scale.max; position++)
      expect(Number.isInteger(scale.toValue(position, 1))).toBe(true);
  });

  it('has a first position for 0 where it is asked for', () => {
    const scale = logScale({ min: 0, max: 10, integer: false }, 1e-6, true);
    expect(scale.toValue(0, 1)).toBe(0);
    expect(scale.toPosition(0)).toBe(0);
    expect(scale.toValue(1, 0)).toBeCloseTo(1e-6, 9);
  });
});

describe('speedScale', () => {
  it('means as fast as it goes at its end, and comes back from there', () => {
    const scale = speedScale(0.05, 1000);
    expect(scale.toValue(scale.max, 1000)).toBe(Infinity);
    expect(scale.toPosition(Infinity)).toBe(scale.max);
    expect(scale.toValue(scale.max - 1, Infinity)).toBe(1000);
    expect(scale.toValue(scale.toPosition(1000) + 1, 1000)).toBe(Infinity);
    expect(scale.toValue(scale.toPosition(10) + 1, 10)).toBeGreaterThan(10);
  });
});

describe('linearScale', () => {
  it('has the values themselves as positions, without the dust of binary fractions', () => {
    const scale = linearScale(0, 0.5, 0.01);
    expect(scale.toPosition(0.3)).toBe(0.3);
    expect(scale.toValue(0.1 + 0.2, 0)).toBe(0.3);
  });
});

describe('stepLeadingDigit', () => {
  it('moves by one unit of the leading digit and crosses decades', () => {
    expect(stepLeadingDigit(0.03, 1, 1e-5)).toBe(0.04);
    expect(stepLeadingDigit(0.09, 1, 1e-5)).toBe(0.1);
    expect(stepLeadingDigit(0.1, 1, 1e-5)).toBe(0.2);
    expect(stepLeadingDigit(0.1, -1, 1e-5)).toBe(0.09);
    expect(stepLeadingDigit(0.03, 10, 1e-5)).toBe(0.3);
    expect(stepLeadingDigit(0, 1, 1e-6)).toBe(1e-6);
  });
});
