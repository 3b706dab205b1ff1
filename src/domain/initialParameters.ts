/** The parameters of a network before its first step: kernels as Keras' initialisers define them, biases 0, then what was set by hand. */
import type { Experiment, InitializerSpec } from './experiment';
import type { InitializerId } from './ids';
import { layoutParams } from './paramLayout';
import { createRandom, type Random, STREAM } from './random';

/** Draws one weight of a kernel with these fans. */
type DrawWeight = (random: Random, fanIn: number, fanOut: number, spec: InitializerSpec) => number;

const uniform = (random: Random, limit: number): number => limit * (2 * random.uniform() - 1);

/** Standard deviation of a standard normal cut off at ±2: dividing by it gives the wanted deviation after the cut (Keras, VarianceScaling). */
const TRUNCATED_DEVIATION = 0.87962566103423978;

function truncatedNormal(random: Random, deviation: number): number {
  for (;;) {
    const z = random.normal();
    if (Math.abs(z) <= 2) return (z * deviation) / TRUNCATED_DEVIATION;
  }
}

const INITIALIZERS: Readonly<Record<InitializerId, DrawWeight>> = {
  zeros: () => 0,
  uniform: (random, _in, _out, { limit }) => uniform(random, limit),
  normal: (random, _in, _out, { stddev }) => random.normal() * stddev,
  glorotUniform: (random, fanIn, fanOut) => uniform(random, Math.sqrt(6 / (fanIn + fanOut))),
  glorotNormal: (random, fanIn, fanOut) => truncatedNormal(random, Math.sqrt(2 / (fanIn + fanOut))),
  heUniform: (random, fanIn) => uniform(random, Math.sqrt(6 / fanIn)),
  heNormal: (random, fanIn) => truncatedNormal(random, Math.sqrt(2 / fanIn)),
  lecunUniform: (random, fanIn) => uniform(random, Math.sqrt(3 / fanIn)),
  lecunNormal: (random, fanIn) => truncatedNormal(random, Math.sqrt(1 / fanIn)),
};

/**
 * The initial parameters of network `index`, as `layoutParams` orders them. Each layer draws from a stream of its own, keyed by the network's seed, the
 * layer's number (hidden layers 1, 2, …; the output layer always 0) and, past the first, its draw: so layers keep their weights when others are added
 * after them, and one layer can be drawn anew alone.
 */
export function buildInitialParameters(experiment: Experiment, index: number): Float32Array {
  const { layers, count } = layoutParams(experiment, index);
  const network = experiment.networks[index];
  if (!network) throw new RangeError(`no network ${index}`);
  const { initializer, seed, hidden, output, edits } = network;
  const drawWeight = INITIALIZERS[initializer.id];
  const parameters = new Float32Array(count);
  layers.forEach(({ inputs, units, kernelOffset }, layer) => {
    const number = layer === layers.length - 1 ? 0 : layer + 1;
    const { draw } = hidden[layer] ?? output;
    const random = createRandom(STREAM.weights, seed, number, ...(draw > 0 ? [draw] : []));
    for (let at = 0; at < inputs * units; at++)
      parameters[kernelOffset + at] = drawWeight(random, inputs, units, initializer);
  });
  for (const { parameter, value } of edits) parameters[parameter] = value;
  return parameters;
}
