import { describe, expect, it } from 'vitest';
import { differentiate } from './differentiate';
import { evaluateExpr } from './evaluateExpr';
import { abs, add, constant, exp, ifLess, log, max, min, mul, neg, sqrt, tanh, variable } from './expr';
import type { Expr } from './expr';

const x = variable('x');
const y = variable('y');
const slopeAt = (expr: Expr, at: number): number => evaluateExpr(differentiate(expr, 'x'), { x: at, y: 3 });

describe('differentiate', () => {
  it('gives short forms for simple expressions', () => {
    expect(differentiate(constant(4), 'x')).toEqual(constant(0));
    expect(differentiate(x, 'x')).toEqual(constant(1));
    expect(differentiate(mul(y, x), 'x')).toEqual(y);
    expect(differentiate(exp(x), 'x')).toEqual(exp(x));
    expect(differentiate(add(mul(3, x), y), 'y')).toEqual(constant(1));
  });

  it('has the slope 0 for |x| at 0', () => {
    expect([-2, 0, 2].map((at) => slopeAt(abs(x), at))).toEqual([-1, 0, 1]);
  });

  it('has the mean of both slopes where the sides of max and min are equal', () => {
    expect([-1, 0, 1].map((at) => slopeAt(max(x, 0), at))).toEqual([0, 0.5, 1]);
    expect([-1, 0, 1].map((at) => slopeAt(min(mul(3, x), x), at))).toEqual([3, 2, 1]);
  });

  it('is exact where kinks cancel, as in softplus at 0', () => {
    const softplus = add(max(x, 0), log(add(1, exp(neg(abs(x))))));
    expect(slopeAt(softplus, 0)).toBe(0.5);
  });

  it('has the slope of the chosen side of a select and nothing for the jump', () => {
    const step = ifLess(x, 0, -1, 1);
    expect(differentiate(step, 'x')).toEqual(constant(0));
    const bent = ifLess(x, 0, mul(y, x), mul(5, x));
    expect([-1, 0, 1].map((at) => slopeAt(bent, at))).toEqual([3, 5, 5]);
  });

  it('has no finite slope for a root at 0', () => {
    expect(slopeAt(sqrt(x), 0)).toBe(Infinity);
  });

  it('keeps digits where tanh is near 1', () => {
    const exact = 4 * Math.exp(-30);
    expect(Math.abs(slopeAt(tanh(x), 15) / exact - 1)).toBeLessThan(0.01);
  });
});
