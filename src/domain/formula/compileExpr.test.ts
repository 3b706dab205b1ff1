import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from './activations';
import { compileExpr } from './compileExpr';
import { evaluateExpr } from './evaluateExpr';
import { add, variable } from './expr';
import { LOSSES } from './losses';

describe('compileExpr', () => {
  it('gives the very numbers of evaluateExpr for every activation and loss', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30 }), fc.double({ min: -2, max: 2 }), (a, b) => {
        for (const { value, slope } of Object.values(ACTIVATIONS))
          for (const expr of [value, slope])
            expect(compileExpr(expr, ['z', 'alpha'])([a, b])).toBe(evaluateExpr(expr, { z: a, alpha: b }));
        for (const { value, slope } of Object.values(LOSSES))
          for (const expr of [value, slope])
            expect(compileExpr(expr, ['p', 'y'])([a, b])).toBe(evaluateExpr(expr, { p: a, y: b }));
      }),
    );
  });

  it('refuses a variable that was not named', () => {
    expect(() => compileExpr(add(variable('z'), 1), ['w'])).toThrow(RangeError);
  });
});
