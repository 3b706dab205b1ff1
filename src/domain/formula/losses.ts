/** Every loss with its slope, and which outputs, labels and thresholds go with it; means over batches are the engines' affair. */
import type { NetworkSpec } from '../experiment';
import { ACTIVATION_IDS } from '../ids';
import type { ActivationId, LossId } from '../ids';
import { oneMinusSigmoidOf, sigmoidOf, stepOf } from './activations';
import type { LossDefinition, OutputRule, ResolvedOutput } from './definitions';
import { abs, add, exp, ifLess, log, max, mul, neg, sub, variable } from './expr';

const p = variable('p');
const y = variable('y');

/** Classes coded 0 and 1, for outputs that cannot reach -1 whatever their α. */
const ZERO_ONE: OutputRule = { negative: 0, positive: 1, threshold: 0.5 };
/** Classes coded -1 and +1, for outputs with two signs. */
const PLUS_MINUS_ONE: OutputRule = { negative: -1, positive: 1, threshold: 0 };

const error = sub(p, y);
const margin = mul(y, p);

/** Losses of one sample and one output, in the variables `p` and `y`. Finite for |p| ≤ 10⁴ and every label of the table. */
export const LOSSES: Readonly<Record<LossId, LossDefinition>> = {
  // -y·log σ(p) - (1-y)·log(1 - σ(p)), with the logarithms taken before the sigmoid can round to 0 or 1.
  binaryCrossentropy: {
    of: 'logits',
    value: add(sub(max(p, 0), mul(p, y)), log(add(1, exp(neg(abs(p)))))),
    // σ(p) - y, free of cancellation for y = 0 and y = 1.
    slope: sub(mul(sub(1, y), sigmoidOf(p)), mul(y, oneMinusSigmoidOf(p))),
    outputs: { sigmoid: ZERO_ONE },
  },
  meanSquaredError: {
    of: 'prediction',
    value: mul(error, error),
    slope: mul(2, error),
    outputs: {
      linear: PLUS_MINUS_ONE,
      tanh: PLUS_MINUS_ONE,
      sigmoid: ZERO_ONE,
      relu: ZERO_ONE,
      leakyRelu: ZERO_ONE,
      elu: ZERO_ONE,
      selu: ZERO_ONE,
      softplus: ZERO_ONE,
      swish: ZERO_ONE,
      gelu: ZERO_ONE,
    },
  },
  // 0 from a margin y·p of 1 on; at exactly 1 the slope is 0.
  hinge: {
    of: 'prediction',
    value: max(0, sub(1, margin)),
    slope: ifLess(margin, 1, neg(y), 0),
    outputs: { linear: PLUS_MINUS_ONE, tanh: PLUS_MINUS_ONE },
  },
  // |z| of a sample on the wrong side, 0 on the right one: its slope step(z) - y is the perceptron rule's error, w ← w + η(y - step(z))x (Rosenblatt 1958).
  perceptron: {
    of: 'logits',
    value: mul(sub(stepOf(p), y), p),
    slope: sub(stepOf(p), y),
    outputs: { step: ZERO_ONE },
  },
};

/** Whether the table has a rule for this output activation under this loss. */
export function isOutputAllowed(loss: LossId, activation: ActivationId): boolean {
  return LOSSES[loss].outputs[activation] !== undefined;
}

/** The output activation to switch to when a loss is chosen that does not go with the present one. */
export function defaultOutputFor(loss: LossId): ActivationId {
  const names = Object.keys(LOSSES[loss].outputs);
  const first = ACTIVATION_IDS.find((id) => id === names[0]);
  if (first === undefined) throw new RangeError(`loss ${loss} has no output`);
  return first;
}

/** The loss, label coding and threshold of a network. Throws RangeError where the table lacks the pair of loss and output. */
export function resolveOutput(network: NetworkSpec): ResolvedOutput {
  const lossId = network.loss;
  const loss = LOSSES[lossId];
  const rule = loss.outputs[network.output.activation.id];
  if (!rule) throw new RangeError(`loss ${lossId} does not go with output ${network.output.activation.id}`);
  return { lossId, loss, rule };
}
