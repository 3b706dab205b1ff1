/** Every activation f(z) with its slope f'(z), once, for all engines; holds no numbers of a network and evaluates nothing. */
import type { ActivationId } from '../ids';
import type { ActivationDefinition } from './definitions';
import {
  abs,
  add,
  constant,
  div,
  erf,
  exp,
  ifLess,
  log,
  max,
  min,
  mul,
  neg,
  sub,
  tanh,
  variable,
} from './expr';
import type { Expr } from './expr';

/** SELU's constants, which make 0 mean and unit variance a fixed point (Klambauer et al. 2017, eq. 14). */
export const SELU_SCALE = 1.0507009873554805;
export const SELU_ALPHA = 1.6732632423543772;

/** LeakyReLU's slope for negative z; Keras has 0.3, PyTorch 0.01. */
export const LEAKY_RELU_DEFAULT_ALPHA = 0.1;
export const ELU_DEFAULT_ALPHA = 1;

/** exp(-|x|), in (0, 1]: the one exponential from which σ, σ' and softplus are built without overflow. */
const decay = (x: Expr): Expr => exp(neg(abs(x)));

/** σ(x) = 1 / (1 + exp(-x)); multiplied through by exp(x) for x ≤ 0, so that neither end overflows or loses digits. */
export const sigmoidOf = (x: Expr): Expr => div(ifLess(0, x, 1, decay(x)), add(1, decay(x)));

/** σ(-x) = 1 - σ(x), without the cancellation of that subtraction. */
export const oneMinusSigmoidOf = (x: Expr): Expr => div(ifLess(0, x, decay(x), 1), add(1, decay(x)));

/** log(1 + exp(x)); the logarithm's argument stays in (1, 2]. */
export const softplusOf = (x: Expr): Expr => add(max(x, 0), log(add(1, decay(x))));

/** 1 where x > 0, else 0. */
export const stepOf = (x: Expr): Expr => ifLess(0, x, 1, 0);

const z = variable('z');
const alpha = variable('alpha');

/** exp(z) for z ≤ 0, and 1 beyond: finite also on the side of a choice that is not taken. */
const expOfNegative = exp(min(z, 0));
/** Φ(z), the standard normal distribution's share below z. */
const normalShareBelow = mul(0.5, add(1, erf(mul(z, Math.SQRT1_2))));
const normalDensity = mul(1 / Math.sqrt(2 * Math.PI), exp(mul(-0.5, mul(z, z))));

/** An activation without α. */
const plain = (value: Expr, slope: Expr): ActivationDefinition => ({
  value,
  slope,
  usesAlpha: false,
  defaultAlpha: LEAKY_RELU_DEFAULT_ALPHA,
});

/**
 * f(z) and f'(z) in the variables `z` and `alpha`. Every part of them, sides not chosen included, is finite for
 * |z| ≤ 10⁴ in float32. At a kink (z = 0) the slope is that of the negative side, as in Keras.
 */
export const ACTIVATIONS: Readonly<Record<ActivationId, ActivationDefinition>> = {
  linear: plain(z, constant(1)),
  // σ' = σ(z)·σ(-z), an even function with maximum 1/4.
  sigmoid: plain(sigmoidOf(z), div(decay(z), mul(add(1, decay(z)), add(1, decay(z))))),
  // 1 - tanh² as a product, which keeps digits where tanh is near ±1.
  tanh: plain(tanh(z), mul(sub(1, tanh(z)), add(1, tanh(z)))),
  relu: plain(max(z, 0), ifLess(0, z, 1, 0)),
  // Not max(z, αz), which would bend the other way for α > 1.
  leakyRelu: {
    value: ifLess(0, z, z, mul(alpha, z)),
    slope: ifLess(0, z, 1, alpha),
    usesAlpha: true,
    defaultAlpha: LEAKY_RELU_DEFAULT_ALPHA,
  },
  elu: {
    value: ifLess(0, z, z, mul(alpha, sub(expOfNegative, 1))),
    slope: ifLess(0, z, 1, mul(alpha, expOfNegative)),
    usesAlpha: true,
    defaultAlpha: ELU_DEFAULT_ALPHA,
  },
  selu: plain(
    ifLess(0, z, mul(SELU_SCALE, z), mul(SELU_SCALE * SELU_ALPHA, sub(expOfNegative, 1))),
    ifLess(0, z, SELU_SCALE, mul(SELU_SCALE * SELU_ALPHA, expOfNegative)),
  ),
  softplus: plain(softplusOf(z), sigmoidOf(z)),
  // (zσ)' = σ + zσ(1 - σ).
  swish: plain(mul(z, sigmoidOf(z)), mul(sigmoidOf(z), add(1, mul(z, oneMinusSigmoidOf(z))))),
  // The erf form z·Φ(z); (zΦ)' = Φ + zφ.
  gelu: plain(mul(z, normalShareBelow), add(normalShareBelow, mul(z, normalDensity))),
  // Rosenblatt's threshold unit, for outputs: 1 above 0, 0 up to it. Its slope says nothing, so it goes with the perceptron rule only.
  step: plain(stepOf(z), constant(0)),
};
