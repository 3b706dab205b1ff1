/** Formulas in float32 at the far ends: no part of them may overflow, not even on the side of a choice that is not taken. */
import { describe, expect, it } from 'vitest';
import { ACTIVATION_IDS, LOSS_IDS } from '../ids';
import { ACTIVATIONS } from './activations';
import { BINARY_FUNCTIONS, COMPARISONS, UNARY_FUNCTIONS } from './evaluateExpr';
import type { LossDefinition } from './definitions';
import type { Expr } from './expr';
import { LOSSES } from './losses';

/** Evaluates as an engine does that computes both sides and rounds every operation; throws at the first part that is not finite. */
function evaluateEagerly(expr: Expr, env: Readonly<Record<string, number>>): number {
  const value = Math.fround(part(expr, env));
  if (!Number.isFinite(value)) throw new Error(`${value} in ${JSON.stringify(expr)}`);
  return value;
}

function part(expr: Expr, env: Readonly<Record<string, number>>): number {
  switch (expr.kind) {
    case 'constant':
      return expr.value;
    case 'variable':
      return env[expr.name] ?? NaN;
    case 'unary':
      return UNARY_FUNCTIONS[expr.op](evaluateEagerly(expr.a, env));
    case 'binary':
      return BINARY_FUNCTIONS[expr.op](evaluateEagerly(expr.a, env), evaluateEagerly(expr.b, env));
    case 'select': {
      const then = evaluateEagerly(expr.then, env);
      const otherwise = evaluateEagerly(expr.otherwise, env);
      const holds = COMPARISONS[expr.op](evaluateEagerly(expr.a, env), evaluateEagerly(expr.b, env));
      return holds ? then : otherwise;
    }
  }
}

/** Both codings of every output that goes with a loss. */
const labelsOf = ({ outputs }: LossDefinition): readonly number[] =>
  Object.values(outputs).flatMap(({ negative, positive }) => [negative, positive]);

const SIZES = [0, 1e-40, 1e-20, 1e-4, 1, 17, 88, 104, 745, 1e3, 1e4];
const ALL = [...SIZES, ...SIZES.map((size) => -size)];

describe('at extreme numbers in float32', () => {
  it.each(ACTIVATION_IDS.map((id) => [id] as const))(
    '%s and its slope are finite in all their parts',
    (id) => {
      for (const z of ALL) {
        for (const alpha of [0, 0.1, 1, 10]) {
          const value = evaluateEagerly(ACTIVATIONS[id].value, { z, alpha });
          const slope = evaluateEagerly(ACTIVATIONS[id].slope, { z, alpha });
          expect(Math.abs(value)).toBeLessThanOrEqual(1.06 * Math.max(1, alpha) * Math.max(2, Math.abs(z)));
          expect(Math.abs(slope)).toBeLessThanOrEqual(Math.max(1.76, alpha));
        }
      }
    },
  );

  it.each(LOSS_IDS.map((id) => [id] as const))('%s and its slope are finite in all their parts', (id) => {
    for (const p of ALL) {
      for (const y of labelsOf(LOSSES[id])) {
        expect(evaluateEagerly(LOSSES[id].value, { p, y })).toBeGreaterThanOrEqual(0);
        expect(Math.abs(evaluateEagerly(LOSSES[id].slope, { p, y }))).toBeLessThanOrEqual(20002);
      }
    }
  });
});
