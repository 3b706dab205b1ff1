import { describe, expect, it } from 'vitest';
import { REGULARIZATION_IDS } from '../ids';
import { differentiate } from './differentiate';
import { evaluateExpr } from './evaluateExpr';
import { REGULARIZATIONS } from './regularizations';

describe('REGULARIZATIONS', () => {
  it('has every penalty with the values that Keras has', () => {
    expect(Object.keys(REGULARIZATIONS)).toEqual([...REGULARIZATION_IDS]);
    const env = { w: -3, rate: 0.01 };
    expect(evaluateExpr(REGULARIZATIONS.none.value, env)).toBe(0);
    expect(evaluateExpr(REGULARIZATIONS.l1.value, env)).toBeCloseTo(0.03, 15);
    expect(evaluateExpr(REGULARIZATIONS.l2.value, env)).toBeCloseTo(0.09, 15);
    expect(evaluateExpr(REGULARIZATIONS.l1.slope, env)).toBe(-0.01);
    expect(evaluateExpr(REGULARIZATIONS.l2.slope, env)).toBeCloseTo(-0.06, 15);
  });

  it('has slopes that are the derivatives of the values, 0 at w = 0', () => {
    for (const id of REGULARIZATION_IDS) {
      const { value, slope } = REGULARIZATIONS[id];
      const symbolic = differentiate(value, 'w');
      for (const w of [-1e4, -0.7, -1e-6, 0, 1e-6, 0.7, 1e4]) {
        const env = { w, rate: 0.03 };
        expect(evaluateExpr(slope, env)).toBeCloseTo(evaluateExpr(symbolic, env), 12);
      }
      expect(evaluateExpr(slope, { w: 0, rate: 0.03 })).toBe(0);
    }
  });
});
