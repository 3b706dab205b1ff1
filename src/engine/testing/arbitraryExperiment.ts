/** Random experiments for the engines' equality tests; every entry of every table occurs among a hundred. */
import fc from 'fast-check';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { LOSSES } from '../../domain/formula/losses';
import {
  ACTIVATION_IDS,
  DATA_SET_IDS,
  INITIALIZER_IDS,
  INPUT_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
} from '../../domain/ids';

const seed = fc.integer({ min: 0, max: 0xffffffff });
const alpha = fc.integer({ min: 0, max: 30 }).map((twentieths) => twentieths / 20);
const activation = fc.record({ id: fc.constantFrom(...ACTIVATION_IDS), alpha });

const layer = fc.record({
  units: fc.integer({ min: 1, max: 9 }),
  activation,
  bias: fc.boolean(),
  frozen: fc.constantFrom(false, false, true),
  normalization: fc.constant('none' as const),
  dropout: fc.constant(0),
});

const lossWithOutput = fc.constantFrom(...LOSS_IDS).chain((loss) =>
  fc.record({
    loss: fc.constant(loss),
    activation: fc.record({
      id: fc.constantFrom(...ACTIVATION_IDS.filter((id) => LOSSES[loss].outputs[id])),
      alpha,
    }),
  }),
);

const network: fc.Arbitrary<NetworkSpec> = fc
  .record({
    hidden: fc.array(layer, { maxLength: 3 }),
    lossWithOutput,
    outputBias: fc.boolean(),
    outputFrozen: fc.constantFrom(false, false, true),
    initializer: fc.record({
      id: fc.constantFrom(...INITIALIZER_IDS),
      limit: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
      stddev: fc.double({ min: 0.1, max: 1, noNaN: true }),
    }),
    seed,
    optimizer: fc.record({
      id: fc.constantFrom(...OPTIMIZER_IDS),
      learningRate: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    }),
    batchSize: fc.integer({ min: 1, max: 100 }),
    regularization: fc.record({
      id: fc.constantFrom(...REGULARIZATION_IDS),
      rate: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    }),
  })
  .map(({ lossWithOutput: chosen, outputBias, outputFrozen, ...rest }) => ({
    ...rest,
    loss: chosen.loss,
    output: { activation: chosen.activation, bias: outputBias, frozen: outputFrozen },
  }));

/** Small and quick to train; sets are smaller than some batches, and last batches are short. */
export const arbitraryExperiment: fc.Arbitrary<Experiment> = fc.record({
  version: fc.constant(1 as const),
  data: fc.record({
    kind: fc.constantFrom(...DATA_SET_IDS),
    noise: fc.double({ min: 0, max: 0.5, noNaN: true }),
    samples: fc.integer({ min: 20, max: 150 }),
    trainShare: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
    seed,
  }),
  inputs: fc.subarray([...INPUT_IDS], { minLength: 1 }),
  networks: network.map((spec) => [spec]),
  stop: fc.constant({ epochs: null, target: null }),
  view: fc.constant({ showValidation: false, discretize: false, lossScale: 'linear' as const }),
});
