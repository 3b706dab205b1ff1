import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateExpr } from './formula/evaluateExpr';
import { INPUT_IDS } from './ids';
import { buildFeatures, INPUTS } from './inputs';

describe('INPUTS', () => {
  test('compute what their formulas say', () => {
    const coordinate = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...INPUT_IDS), coordinate, coordinate, (id, x1, x2) => {
        const { formula, compute } = INPUTS[id];
        expect(compute(x1, x2)).toBeCloseTo(evaluateExpr(formula, { x1, x2 }), 12);
      }),
    );
  });

  test('stand in the order of their names', () => {
    expect(Object.keys(INPUTS)).toEqual([...INPUT_IDS]);
  });
});

describe('buildFeatures', () => {
  test('gives a row for each point and a column for each input', () => {
    const points = Float32Array.of(2, 3, -1, 0.5);
    const features = buildFeatures(points, INPUT_IDS);
    expect(features).toHaveLength(14);
    [2, 3, 4, 9, 6, Math.sin(2), Math.sin(3), -1, 0.5, 1, 0.25, -0.5, -Math.sin(1), Math.sin(0.5)].forEach(
      (value, i) => expect(features[i]).toBe(Math.fround(value)),
    );
    expect([...buildFeatures(points, ['x2', 'x1x2'])]).toEqual([3, 6, 0.5, -0.5]);
  });
});
