import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../defaultExperiment';
import type { NetworkSpec } from '../experiment';
import { ACTIVATION_IDS, LOSS_IDS } from '../ids';
import type { ActivationId, LossId } from '../ids';
import { ACTIVATIONS } from './activations';
import { differentiate } from './differentiate';
import { evaluateExpr } from './evaluateExpr';
import { freeVariables } from './freeVariables';
import { defaultOutputFor, isOutputAllowed, LOSSES, resolveOutput } from './losses';

const valueAt = (id: LossId, p: number, y: number): number => evaluateExpr(LOSSES[id].value, { p, y });
const slopeAt = (id: LossId, p: number, y: number): number => evaluateExpr(LOSSES[id].slope, { p, y });
const allLosses = LOSS_IDS.map((id) => [id] as const);

function networkWith(loss: LossId, activation: ActivationId): NetworkSpec {
  const network = DEFAULT_EXPERIMENT.networks[0];
  if (!network) throw new Error('the default experiment has no network');
  return { ...network, loss, output: { ...network.output, activation: { id: activation, alpha: 0.1 } } };
}

/** The loss as the textbook writes it, for numbers at which that form is harmless. */
const TEXTBOOK: Readonly<Record<LossId, (p: number, y: number) => number>> = {
  binaryCrossentropy: (p, y) => {
    const a = 1 / (1 + Math.exp(-p));
    return -y * Math.log(a) - (1 - y) * Math.log(1 - a);
  },
  meanSquaredError: (p, y) => (p - y) ** 2,
  hinge: (p, y) => (y * p < 1 ? 1 - y * p : 0),
  // Rosenblatt's: what a sample on the wrong side lacks.
  perceptron: (p, y) => ((p > 0 ? 1 : 0) === y ? 0 : Math.abs(p)),
};

describe('LOSSES', () => {
  it('has every loss, in the variables p and y', () => {
    expect(Object.keys(LOSSES)).toEqual([...LOSS_IDS]);
    for (const id of LOSS_IDS) {
      expect([...freeVariables(LOSSES[id].value)].sort()).toEqual(['p', 'y']);
      expect([...freeVariables(LOSSES[id].slope)].sort()).toEqual(['p', 'y']);
    }
  });

  it.each(allLosses)('%s is what the textbook has, for every label of the table', (id) => {
    for (const { negative, positive } of Object.values(LOSSES[id].outputs)) {
      for (const y of [negative, positive]) {
        for (const p of [-6, -1.5, -1, -0.2, 0, 0.4, 1, 2.5, 6]) {
          expect(valueAt(id, p, y)).toBeCloseTo(TEXTBOOK[id](p, y), 13);
        }
      }
    }
  });

  it.each(allLosses)(
    '%s has a slope that agrees with finite differences and the symbolic derivative',
    (id) => {
      const symbolic = differentiate(LOSSES[id].value, 'p');
      fc.assert(
        fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.constantFrom(-1, 0, 1), (p, y) => {
          const h = 1e-5 * Math.max(1, Math.abs(p));
          // Away from the kinks of hinge and of the perceptron.
          fc.pre(Math.abs(p * y - 1) > 2 * h && Math.abs(p) > 2 * h);
          const slope = slopeAt(id, p, y);
          const difference = (valueAt(id, p + h, y) - valueAt(id, p - h, y)) / (2 * h);
          expect(Math.abs(slope - difference)).toBeLessThan(1e-7);
          expect(Math.abs(slope - evaluateExpr(symbolic, { p, y }))).toBeLessThan(
            1e-14 * Math.max(1, Math.abs(slope)),
          );
        }),
        { numRuns: 500 },
      );
    },
  );

  it('keeps pulling with binary cross-entropy when a sample is right by far, and pulls fully when it is wrong by far', () => {
    expect(slopeAt('binaryCrossentropy', 60, 1) / -Math.exp(-60)).toBeCloseTo(1, 12);
    expect(slopeAt('binaryCrossentropy', -60, 0) / Math.exp(-60)).toBeCloseTo(1, 12);
    expect(slopeAt('binaryCrossentropy', 1e4, 0)).toBe(1);
    expect(slopeAt('binaryCrossentropy', -1e4, 1)).toBe(-1);
    expect(valueAt('binaryCrossentropy', 1e4, 0)).toBe(1e4);
    expect(valueAt('binaryCrossentropy', 1e4, 1)).toBe(0);
  });

  it('has no slope in hinge at the margin 1 and beyond', () => {
    expect([0.999, 1, 1.001].map((p) => slopeAt('hinge', p, 1))).toEqual([-1, 0, 0]);
    expect([-0.999, -1, -1.001].map((p) => slopeAt('hinge', p, -1))).toEqual([1, 0, 0]);
  });

  it('asks no output for a label outside the reach of its activation, and puts the threshold between the labels', () => {
    for (const id of LOSS_IDS) {
      for (const activation of ACTIVATION_IDS) {
        const rule = LOSSES[id].outputs[activation];
        if (!rule) continue;
        expect(rule.threshold).toBe((rule.negative + rule.positive) / 2);
        for (const alpha of [0, 0.1, 1, 10]) {
          const outputs = [-1e4, -30, -1, 0, 1, 30].map((z) =>
            evaluateExpr(ACTIVATIONS[activation].value, { z, alpha }),
          );
          expect(Math.min(...outputs)).toBeLessThanOrEqual(rule.negative + 1e-12);
          expect(Math.max(...outputs)).toBeGreaterThanOrEqual(rule.positive - 1e-12);
        }
      }
    }
  });
});

describe('resolveOutput', () => {
  it('gives loss and coding of every pair of the table and throws RangeError for every other', () => {
    for (const loss of LOSS_IDS) {
      for (const activation of ACTIVATION_IDS) {
        const network = networkWith(loss, activation);
        if (isOutputAllowed(loss, activation)) {
          const resolved = resolveOutput(network);
          expect(resolved.lossId).toBe(loss);
          expect(resolved.loss).toBe(LOSSES[loss]);
          expect(resolved.rule).toBe(LOSSES[loss].outputs[activation]);
        } else {
          expect(() => resolveOutput(network)).toThrow(RangeError);
        }
      }
    }
  });

  it('codes labels for the usual pairs as agreed', () => {
    const zeroOne = { negative: 0, positive: 1, threshold: 0.5 };
    const plusMinusOne = { negative: -1, positive: 1, threshold: 0 };
    expect(resolveOutput(networkWith('binaryCrossentropy', 'sigmoid')).rule).toEqual(zeroOne);
    expect(resolveOutput(networkWith('meanSquaredError', 'sigmoid')).rule).toEqual(zeroOne);
    expect(resolveOutput(networkWith('meanSquaredError', 'tanh')).rule).toEqual(plusMinusOne);
    expect(resolveOutput(networkWith('hinge', 'linear')).rule).toEqual(plusMinusOne);
    expect(isOutputAllowed('binaryCrossentropy', 'tanh')).toBe(false);
    expect(isOutputAllowed('hinge', 'sigmoid')).toBe(false);
  });
});

describe('defaultOutputFor', () => {
  it('names an output that goes with the loss', () => {
    expect(LOSS_IDS.map(defaultOutputFor)).toEqual(['sigmoid', 'linear', 'linear', 'step']);
    for (const loss of LOSS_IDS) expect(isOutputAllowed(loss, defaultOutputFor(loss))).toBe(true);
  });
});
