import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPTIMIZER_IDS } from '../ids';
import type { OptimizerId } from '../ids';
import type { OptimizerDefinition } from './definitions';
import { evaluateExpr } from './evaluateExpr';
import type { Expr } from './expr';
import { freeVariables } from './freeVariables';
import {
  ADAGRAD_INITIAL_ACCUMULATOR,
  ADAM_BETA1,
  ADAM_BETA2,
  EPSILON,
  MOMENTUM,
  OPTIMIZERS,
  RMSPROP_DECAY,
} from './optimizers';

const evaluateAll = (
  exprs: Readonly<Record<string, Expr>>,
  env: Record<string, number>,
): Record<string, number> =>
  Object.fromEntries(Object.entries(exprs).map(([name, expr]) => [name, evaluateExpr(expr, env)]));

/** Runs a table entry on one parameter in the order that `OptimizerDefinition` lays down; w after each step. */
function runTable(
  { slots, scalars, update }: OptimizerDefinition,
  w0: number,
  rate: number,
  gradients: readonly number[],
) {
  let w = w0;
  let slot: Record<string, number> = { ...slots };
  let scalar: Record<string, number> = { ...scalars };
  return gradients.map((g) => {
    slot = evaluateAll(update.slots, { w, g, rate, ...slot, ...scalar });
    w = evaluateExpr(update.parameter, { w, g, rate, ...slot, ...scalar });
    scalar = evaluateAll(update.scalars, scalar);
    return w;
  });
}

/** The same updates written out by hand, numbers and all. */
const BY_HAND: Readonly<
  Record<OptimizerId, (w: number, rate: number, gradients: readonly number[]) => number[]>
> = {
  sgd: (w, rate, gradients) => gradients.map((g) => (w -= rate * g)),
  momentum: (w, rate, gradients) => {
    let v = 0;
    return gradients.map((g) => {
      v = 0.9 * v + g;
      return (w -= rate * v);
    });
  },
  nesterov: (w, rate, gradients) => {
    let v = 0;
    return gradients.map((g) => {
      v = 0.9 * v + g;
      return (w -= rate * (g + 0.9 * v));
    });
  },
  adagrad: (w, rate, gradients) => {
    let total = 0.1;
    return gradients.map((g) => {
      total += g ** 2;
      return (w -= (rate * g) / Math.sqrt(total + 1e-7));
    });
  },
  rmsprop: (w, rate, gradients) => {
    let mean = 0;
    return gradients.map((g) => {
      mean = 0.9 * mean + 0.1 * g ** 2;
      return (w -= (rate * g) / Math.sqrt(mean + 1e-7));
    });
  },
  adam: (w, rate, gradients) => {
    let m = 0;
    let v = 0;
    return gradients.map((g, step) => {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g ** 2;
      const corrected = m / (1 - 0.9 ** (step + 1));
      const root = Math.sqrt(v / (1 - 0.999 ** (step + 1)));
      return (w -= (rate * corrected) / (root + 1e-7));
    });
  },
};

const allIds = OPTIMIZER_IDS.map((id) => [id] as const);

describe('OPTIMIZERS', () => {
  it('has every optimiser, with an update for exactly the slots and scalars that it keeps', () => {
    expect(Object.keys(OPTIMIZERS)).toEqual([...OPTIMIZER_IDS]);
    for (const id of OPTIMIZER_IDS) {
      const { slots, scalars, update } = OPTIMIZERS[id];
      expect(Object.keys(update.slots)).toEqual(Object.keys(slots));
      expect(Object.keys(update.scalars)).toEqual(Object.keys(scalars));
      const known = new Set(['w', 'g', 'rate', ...Object.keys(slots), ...Object.keys(scalars)]);
      expect(known.size).toBe(3 + Object.keys(slots).length + Object.keys(scalars).length);
      for (const expr of [...Object.values(update.slots), update.parameter]) {
        for (const name of freeVariables(expr)) expect(known).toContain(name);
      }
      for (const expr of Object.values(update.scalars)) {
        for (const name of freeVariables(expr)) expect(Object.keys(scalars)).toContain(name);
      }
    }
  });

  it('has the hyperparameters that learners are shown', () => {
    expect({ MOMENTUM, ADAGRAD_INITIAL_ACCUMULATOR, RMSPROP_DECAY, ADAM_BETA1, ADAM_BETA2, EPSILON }).toEqual(
      {
        MOMENTUM: 0.9,
        ADAGRAD_INITIAL_ACCUMULATOR: 0.1,
        RMSPROP_DECAY: 0.9,
        ADAM_BETA1: 0.9,
        ADAM_BETA2: 0.999,
        EPSILON: 1e-7,
      },
    );
  });

  it.each(allIds)('%s takes the same 20 steps as the update written out by hand', (id) => {
    // Gradients near the size of epsilon occur, so that its place shows.
    const gradient = fc.oneof(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
      fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
      fc.constant(0),
    );
    fc.assert(
      fc.property(
        fc.array(gradient, { minLength: 20, maxLength: 20 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.constantFrom(0.001, 0.03, 1),
        (gradients, w, rate) => {
          const actual = runTable(OPTIMIZERS[id], w, rate, gradients);
          const expected = BY_HAND[id](w, rate, gradients);
          actual.forEach((value, step) => {
            expect(Math.abs(value - (expected[step] ?? NaN))).toBeLessThan(1e-11);
          });
        },
      ),
    );
  });

  it.each(allIds)('%s goes down a bowl', (id) => {
    const { slots, scalars, update } = OPTIMIZERS[id];
    let w = 1;
    let slot: Record<string, number> = { ...slots };
    let scalar: Record<string, number> = { ...scalars };
    for (let step = 0; step < 500; step += 1) {
      const env = { w, g: 2 * w, rate: 0.05 };
      slot = evaluateAll(update.slots, { ...env, ...slot, ...scalar });
      w = evaluateExpr(update.parameter, { ...env, ...slot, ...scalar });
      scalar = evaluateAll(update.scalars, scalar);
    }
    expect(Math.abs(w)).toBeLessThan(0.06);
  });

  it('moves by the rate at the first step of Adam, whatever the size of the gradient', () => {
    const first = (g: number): number => runTable(OPTIMIZERS.adam, 0, 0.01, [g])[0] ?? NaN;
    expect(first(5)).toBeCloseTo(-0.01, 9);
    expect(first(-0.02)).toBeCloseTo(0.01, 6);
    expect(first(0)).toBe(0);
  });
});
