import { describe, expect, it } from 'vitest';
import { evaluateExpr } from './evaluateExpr';
import {
  abs,
  add,
  constant,
  cos,
  div,
  erf,
  exp,
  ifLess,
  ifLessEqual,
  log,
  max,
  min,
  mul,
  neg,
  sin,
  sqrt,
  sub,
  tanh,
  variable,
} from './expr';

const a = variable('a');
const b = variable('b');

describe('evaluateExpr', () => {
  it('computes every operator in float64', () => {
    const env = { a: 0.7, b: -1.9 };
    expect(evaluateExpr(constant(3), {})).toBe(3);
    expect(evaluateExpr(neg(a), env)).toBe(-0.7);
    expect(evaluateExpr(exp(a), env)).toBe(Math.exp(0.7));
    expect(evaluateExpr(log(a), env)).toBe(Math.log(0.7));
    expect(evaluateExpr(tanh(a), env)).toBe(Math.tanh(0.7));
    expect(evaluateExpr(sqrt(a), env)).toBe(Math.sqrt(0.7));
    expect(evaluateExpr(abs(b), env)).toBe(1.9);
    expect(evaluateExpr(erf(constant(1)), env)).toBeCloseTo(0.8427007929497149, 15);
    expect(evaluateExpr(sin(a), env)).toBe(Math.sin(0.7));
    expect(evaluateExpr(cos(a), env)).toBe(Math.cos(0.7));
    expect(evaluateExpr(add(a, b), env)).toBe(0.7 - 1.9);
    expect(evaluateExpr(sub(a, b), env)).toBe(0.7 + 1.9);
    expect(evaluateExpr(mul(a, b), env)).toBe(0.7 * -1.9);
    expect(evaluateExpr(div(a, b), env)).toBe(0.7 / -1.9);
    expect(evaluateExpr(min(a, b), env)).toBe(-1.9);
    expect(evaluateExpr(max(a, b), env)).toBe(0.7);
  });

  it('tells less from less-or-equal at equality', () => {
    expect(evaluateExpr(ifLess(a, 2, 10, 20), { a: 2 })).toBe(20);
    expect(evaluateExpr(ifLessEqual(a, 2, 10, 20), { a: 2 })).toBe(10);
    expect(evaluateExpr(ifLess(a, 2, 10, 20), { a: 1 })).toBe(10);
    expect(evaluateExpr(ifLessEqual(a, 2, 10, 20), { a: 3 })).toBe(20);
  });

  it('evaluates only the chosen side of a select', () => {
    const missing = variable('missing');
    expect(evaluateExpr(ifLess(a, 0, missing, a), { a: 1 })).toBe(1);
    expect(evaluateExpr(ifLess(0, a, a, missing), { a: 1 })).toBe(1);
  });

  it('refuses a variable without a value, also one that every object has', () => {
    expect(() => evaluateExpr(add(a, b), { a: 1 })).toThrow(RangeError);
    expect(() => evaluateExpr(variable('toString'), {})).toThrow(RangeError);
  });
});
