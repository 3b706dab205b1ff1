import { describe, expect, it } from 'vitest';
import { abs, add, constant, div, exp, ifLess, max, mul, neg, sub, variable } from './expr';
import type { Expr } from './expr';
import { simplifyExpr } from './simplify';

const x = variable('x');
const y = variable('y');

describe('simplifyExpr', () => {
  it.each<[string, Expr, Expr]>([
    ['folds constants', add(mul(2, 3), neg(1)), constant(5)],
    ['drops a factor 1', mul(1, mul(x, 1)), x],
    ['drops a divisor 1', div(x, 1), x],
    ['writes a factor -1 as a sign', mul(-1, x), neg(x)],
    ['drops a subtracted 0', sub(x, 0), x],
    ['drops two signs', neg(neg(x)), x],
    ['drops signs under |x|', abs(neg(abs(neg(x)))), abs(x)],
    ['writes a negative summand as a difference', add(x, neg(y)), sub(x, y)],
    ['writes a negative first summand as a difference', add(neg(x), y), sub(y, x)],
    ['writes a negative subtrahend as a sum', sub(x, neg(y)), add(x, y)],
    ['drops the signs of both factors', mul(neg(x), neg(y)), mul(x, y)],
    ['takes one of two equal sides', max(exp(x), exp(x)), exp(x)],
    ['takes the side of a decided choice', ifLess(1, 2, x, y), x],
    ['takes the side that both choices share', ifLess(x, y, exp(y), exp(y)), exp(y)],
  ])('%s', (_, expr, expected) => {
    expect(simplifyExpr(expr)).toEqual(expected);
  });

  it.each<[string, Expr]>([
    ['x·0, which is NaN for an infinite x', mul(x, 0)],
    ['x+0, which turns -0 into 0', add(x, 0)],
    ['x-x, which is NaN for an infinite x', sub(x, x)],
    ['1/0, which no engine can write as a number', div(1, 0)],
  ])('leaves %s', (_, expr) => {
    expect(simplifyExpr(expr)).toEqual(expr);
  });
});
