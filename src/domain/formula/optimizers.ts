/** Every optimiser's update of one parameter, as TensorFlow.js 4.22 has it; does not compute or clip gradients. */
import type { OptimizerId } from '../ids';
import type { OptimizerDefinition } from './definitions';
import { add, div, mul, sqrt, sub, variable } from './expr';

/** Share of the velocity kept a step, by `momentum` and `nesterov`. */
export const MOMENTUM = 0.9;
/** Adagrad's sum of squared gradients before the first step; without it the first steps would be huge. */
export const ADAGRAD_INITIAL_ACCUMULATOR = 0.1;
/** Share of the mean square kept a step. */
export const RMSPROP_DECAY = 0.9;
/** Share of Adam's first moment (mean of g) kept a step. */
export const ADAM_BETA1 = 0.9;
/** Share of Adam's second moment (mean of g²) kept a step. */
export const ADAM_BETA2 = 0.999;
/** Keeps divisions finite: added under the root by Adagrad and RMSprop, to the root by Adam. */
export const EPSILON = 1e-7;

const w = variable('w');
const g = variable('g');
const rate = variable('rate');
const velocity = variable('velocity');
const accumulator = variable('accumulator');
const meanSquare = variable('meanSquare');
const firstMoment = variable('firstMoment');
const secondMoment = variable('secondMoment');
const beta1Power = variable('beta1Power');
const beta2Power = variable('beta2Power');

/** v ← μv + g: the rate is not part of it, so a new rate acts at once on all of the velocity. */
const nextVelocity = add(mul(MOMENTUM, velocity), g);

/** Updates in the variables `w`, `g`, `rate`, the slots and the scalars; order as `OptimizerDefinition` says. */
export const OPTIMIZERS: Readonly<Record<OptimizerId, OptimizerDefinition>> = {
  sgd: {
    slots: {},
    scalars: {},
    update: { slots: {}, parameter: sub(w, mul(rate, g)), scalars: {} },
  },
  momentum: {
    slots: { velocity: 0 },
    scalars: {},
    update: { slots: { velocity: nextVelocity }, parameter: sub(w, mul(rate, velocity)), scalars: {} },
  },
  // The gradient seen from where the velocity would lead, rewritten for the parameters themselves (Sutskever et al. 2013).
  nesterov: {
    slots: { velocity: 0 },
    scalars: {},
    update: {
      slots: { velocity: nextVelocity },
      parameter: sub(w, mul(rate, add(g, mul(MOMENTUM, velocity)))),
      scalars: {},
    },
  },
  adagrad: {
    slots: { accumulator: ADAGRAD_INITIAL_ACCUMULATOR },
    scalars: {},
    update: {
      slots: { accumulator: add(accumulator, mul(g, g)) },
      parameter: sub(w, mul(rate, div(g, sqrt(add(accumulator, EPSILON))))),
      scalars: {},
    },
  },
  rmsprop: {
    slots: { meanSquare: 0 },
    scalars: {},
    update: {
      slots: { meanSquare: add(mul(RMSPROP_DECAY, meanSquare), mul(1 - RMSPROP_DECAY, mul(g, g))) },
      parameter: sub(w, div(mul(rate, g), sqrt(add(meanSquare, EPSILON)))),
      scalars: {},
    },
  },
  // The powers of β stand at step t as βᵗ and undo the moments' start at 0.
  adam: {
    slots: { firstMoment: 0, secondMoment: 0 },
    scalars: { beta1Power: ADAM_BETA1, beta2Power: ADAM_BETA2 },
    update: {
      slots: {
        firstMoment: add(mul(ADAM_BETA1, firstMoment), mul(1 - ADAM_BETA1, g)),
        secondMoment: add(mul(ADAM_BETA2, secondMoment), mul(1 - ADAM_BETA2, mul(g, g))),
      },
      parameter: sub(
        w,
        mul(
          rate,
          div(
            div(firstMoment, sub(1, beta1Power)),
            add(sqrt(div(secondMoment, sub(1, beta2Power))), EPSILON),
          ),
        ),
      ),
      scalars: { beta1Power: mul(ADAM_BETA1, beta1Power), beta2Power: mul(ADAM_BETA2, beta2Power) },
    },
  },
};
