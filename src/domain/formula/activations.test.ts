import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVATION_IDS } from '../ids';
import type { ActivationId } from '../ids';
import { ACTIVATIONS, ELU_DEFAULT_ALPHA, LEAKY_RELU_DEFAULT_ALPHA } from './activations';
import { differentiate } from './differentiate';
import { evaluateExpr } from './evaluateExpr';
import { freeVariables } from './freeVariables';

/** z, f(z), f'(z) for α = 0.3, computed with 40 digits from the textbook's definitions. */
const KNOWN: Readonly<Record<ActivationId, readonly (readonly [number, number, number])[]>> = {
  linear: [
    [-20, -20.0, 1.0],
    [-3, -3.0, 1.0],
    [-0.5, -0.5, 1.0],
    [0.25, 0.25, 1.0],
    [1.5, 1.5, 1.0],
    [9, 9.0, 1.0],
  ],
  sigmoid: [
    [-20, 2.0611536181902037e-9, 2.061153613941849e-9],
    [-3, 0.04742587317756678, 0.04517665973091213],
    [-0.5, 0.37754066879814546, 0.2350037122015945],
    [0.25, 0.5621765008857981, 0.24613408273759835],
    [1.5, 0.8175744761936437, 0.14914645207033286],
    [9, 0.9998766054240138, 0.0001233793497648489],
  ],
  tanh: [
    [-20, -1.0, 1.6993417021166355e-17],
    [-3, -0.9950547536867305, 0.00986603716544019],
    [-0.5, -0.46211715726000974, 0.7864477329659274],
    [0.25, 0.24491866240370913, 0.940014848806378],
    [1.5, 0.9051482536448664, 0.18070663892364852],
    [9, 0.999999969540041, 6.091991712323229e-8],
  ],
  relu: [
    [-20, 0.0, 0.0],
    [-3, 0.0, 0.0],
    [-0.5, 0.0, 0.0],
    [0.25, 0.25, 1.0],
    [1.5, 1.5, 1.0],
    [9, 9.0, 1.0],
  ],
  leakyRelu: [
    [-20, -6.0, 0.3],
    [-3, -0.9, 0.3],
    [-0.5, -0.15, 0.3],
    [0.25, 0.25, 1.0],
    [1.5, 1.5, 1.0],
    [9, 9.0, 1.0],
  ],
  elu: [
    [-20, -0.2999999993816539, 6.183460867315673e-10],
    [-3, -0.2850638794896408, 0.014936120510359183],
    [-0.5, -0.11804080208620997, 0.18195919791379003],
    [0.25, 0.25, 1.0],
    [1.5, 1.5, 1.0],
    [9, 9.0, 1.0],
  ],
  selu: [
    [-20, -1.758099337223664, 3.6237128249944117e-9],
    [-3, -1.670568728767112, 0.08753061208026489],
    [-0.5, -0.6917581878028713, 1.0663411530445055],
    [0.25, 0.2626752468388701, 1.0507009873554805],
    [1.5, 1.5760514810332207, 1.0507009873554805],
    [9, 9.456308886199324, 1.0507009873554805],
  ],
  softplus: [
    [-20, 2.061153620314381e-9, 2.0611536181902037e-9],
    [-3, 0.04858735157374206, 0.04742587317756678],
    [-0.5, 0.4740769841801067, 0.37754066879814546],
    [0.25, 0.8259394198788436, 0.5621765008857981],
    [1.5, 1.7014132779827524, 0.8175744761936437],
    [9, 9.000123402189724, 0.9998766054240138],
  ],
  swish: [
    [-20, -4.122307236380407e-8, -3.9161918660646786e-8],
    [-3, -0.14227761953270035, -0.08810410601516962],
    [-0.5, -0.18877033439907273, 0.2600388126973482],
    [0.25, 0.14054412522144952, 0.6237100215701977],
    [1.5, 1.2263617142904655, 1.041294154299143],
    [9, 8.998889448816124, 1.0009870195718975],
  ],
  gelu: [
    [-20, 0.0, 2.7536227051416354e-89],
    [-3, -0.0040496940948902835, -0.011945647204183927],
    [-0.5, -0.15426876936299344, 0.13250487534383715],
    [0.25, 0.14967658142073093, 0.695373354883636],
    [1.5, 1.399789198096713, 1.1274691922299795],
    [9, 9.0, 1.0],
  ],
  step: [
    [-20, 0, 0],
    [-1e-6, 0, 0],
    [1e-6, 1, 0],
    [9, 1, 0],
  ],
};

const allIds = ACTIVATION_IDS.map((id) => [id] as const);
const valueAt = (id: ActivationId, z: number, alpha: number): number =>
  evaluateExpr(ACTIVATIONS[id].value, { z, alpha });
const slopeAt = (id: ActivationId, z: number, alpha: number): number =>
  evaluateExpr(ACTIVATIONS[id].slope, { z, alpha });

describe('ACTIVATIONS', () => {
  it('has every activation, naming α exactly where it is used', () => {
    expect(Object.keys(ACTIVATIONS)).toEqual([...ACTIVATION_IDS]);
    for (const id of ACTIVATION_IDS) {
      const { value, slope, usesAlpha } = ACTIVATIONS[id];
      const names = new Set([...freeVariables(value), ...freeVariables(slope)]);
      expect(names.has('alpha')).toBe(usesAlpha);
      names.delete('alpha');
      expect([...names]).toEqual(['z']);
    }
  });

  it('starts LeakyReLU at 0.1 and ELU at 1', () => {
    expect(ACTIVATIONS.leakyRelu.defaultAlpha).toBe(LEAKY_RELU_DEFAULT_ALPHA);
    expect(ACTIVATIONS.elu.defaultAlpha).toBe(ELU_DEFAULT_ALPHA);
    expect([LEAKY_RELU_DEFAULT_ALPHA, ELU_DEFAULT_ALPHA]).toEqual([0.1, 1]);
  });

  it.each(allIds)('%s has its known values and slopes', (id) => {
    for (const [z, value, slope] of KNOWN[id]) {
      expect(Math.abs(valueAt(id, z, 0.3) - value)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(value)));
      expect(Math.abs(slopeAt(id, z, 0.3) - slope)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(slope)));
    }
  });

  it.each(allIds)('%s has a slope that agrees with finite differences from -40 to 40', (id) => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (z, alpha) => {
          const h = 1e-5 * Math.max(1, Math.abs(z));
          fc.pre(Math.abs(z) > 2 * h);
          const difference = (valueAt(id, z + h, alpha) - valueAt(id, z - h, alpha)) / (2 * h);
          expect(Math.abs(slopeAt(id, z, alpha) - difference)).toBeLessThan(2e-8 * Math.max(1, alpha));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(allIds)('%s has a slope that agrees with the symbolic derivative from -700 to 700', (id) => {
    const symbolic = differentiate(ACTIVATIONS[id].value, 'z');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: -700, max: 700, noNaN: true }),
          fc.double({ min: -8, max: 8, noNaN: true }),
        ),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (z, alpha) => {
          fc.pre(z !== 0);
          const slope = slopeAt(id, z, alpha);
          expect(Math.abs(slope - evaluateExpr(symbolic, { z, alpha }))).toBeLessThan(
            1e-14 * Math.max(1, Math.abs(slope), Math.abs(z)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[ActivationId, number, number]>([
    ['linear', 0, 1],
    ['sigmoid', 0.5, 0.25],
    ['tanh', 0, 1],
    ['relu', 0, 0],
    ['leakyRelu', 0, 0.3],
    ['elu', 0, 0.3],
    ['selu', 0, 1.0507009873554805 * 1.6732632423543772],
    ['softplus', Math.LN2, 0.5],
    ['swish', 0, 0.5],
    ['gelu', 0, 0.5],
  ])('%s at 0 is %f with slope %f, the negative side at a kink', (id, value, slope) => {
    expect(valueAt(id, 0, 0.3)).toBeCloseTo(value, 15);
    expect(slopeAt(id, 0, 0.3)).toBeCloseTo(slope, 15);
  });

  it('keeps the relative accuracy of sigmoid and its slope far out, where 1 - σ would round to 0', () => {
    for (const z of [20, 40, 300, 700]) {
      expect(valueAt('sigmoid', -z, 0) / Math.exp(-z)).toBeCloseTo(1, 8);
      expect(slopeAt('sigmoid', z, 0) / Math.exp(-z)).toBeCloseTo(1, 8);
      expect(slopeAt('sigmoid', -z, 0)).toBe(slopeAt('sigmoid', z, 0));
    }
  });
});
