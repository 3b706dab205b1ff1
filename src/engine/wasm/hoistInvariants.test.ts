/** What is the same for all elements is found, once, and the formulas keep their value. */
import { describe, expect, it } from 'vitest';
import { evaluateExpr } from '../../domain/formula/evaluateExpr';
import { add, div, ifLess, mul, sqrt, sub, variable } from '../../domain/formula/expr';
import { freeVariables } from '../../domain/formula/freeVariables';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { rangeOf } from './exprRange';
import { exp, abs, constant, log, max, min, neg } from '../../domain/formula/expr';
import { hoistInvariants } from './hoistInvariants';

const [w, rate] = [variable('w'), variable('rate')];

describe('hoistInvariants', () => {
  it('takes out every part without varying variables, once, and makes divisions by it multiplications', () => {
    const corrected = sub(1, rate);
    const { exprs, invariants } = hoistInvariants(
      [add(mul(w, sqrt(corrected)), div(w, corrected)), ifLess(w, sqrt(corrected), w, rate)],
      new Set(['w']),
    );
    expect(Object.values(invariants)).toEqual([sqrt(corrected), div(1, corrected)]);
    const [root, reciprocal] = Object.keys(invariants).map(variable);
    if (!root || !reciprocal) throw new Error('two parts were to be taken out');
    expect(exprs).toEqual([add(mul(w, root), mul(w, reciprocal)), ifLess(w, root, w, rate)]);
  });

  it('leaves Adam’s value as it was', () => {
    const { update, slots } = OPTIMIZERS.adam;
    const varying = new Set(['w', 'g', ...Object.keys(slots)]);
    const { exprs, invariants } = hoistInvariants([update.parameter], varying);
    const env: Record<string, number> = {
      w: 0.3,
      g: 0.2,
      rate: 0.01,
      firstMoment: 0.04,
      secondMoment: 0.002,
      beta1Power: 0.81,
      beta2Power: 0.998,
    };
    const outside = Object.entries(invariants).map(([name, expr]) => {
      expect([...freeVariables(expr)].filter((free) => varying.has(free))).toEqual([]);
      return [name, evaluateExpr(expr, env)] as const;
    });
    const [expr] = exprs;
    if (!expr) throw new Error('a formula is missing');
    expect(evaluateExpr(expr, { ...env, ...Object.fromEntries(outside) })).toBeCloseTo(
      evaluateExpr(update.parameter, env),
      14,
    );
    expect(freeVariables(expr)).not.toContain('beta1Power');
  });
});

describe('rangeOf', () => {
  it('knows what exponentials and logarithms of the tables need to know', () => {
    const decay = exp(neg(abs(w)));
    expect(rangeOf(neg(abs(w)))).toEqual({ min: -Infinity, max: -0 });
    expect(rangeOf(decay)).toEqual({ min: 0, max: 1 });
    expect(rangeOf(add(1, decay))).toEqual({ min: 1, max: 2 });
    expect(rangeOf(min(w, 0)).max).toBe(0);
    expect(rangeOf(mul(-0.5, mul(w, w))).max).toBe(0);
    expect(rangeOf(max(constant(3), w))).toEqual({ min: 3, max: Infinity });
    expect(rangeOf(log(w))).toEqual({ min: -Infinity, max: Infinity });
    expect(rangeOf(sub(exp(w), exp(w)))).toEqual({ min: -Infinity, max: Infinity });
    expect(rangeOf(mul(w, rate))).toEqual({ min: -Infinity, max: Infinity });
  });
});
