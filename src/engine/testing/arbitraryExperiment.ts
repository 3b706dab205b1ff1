/** Random experiments for the engines' equality tests; every entry of every table occurs among a hundred. */
import fc from 'fast-check';
import { DATA_SETS } from '../../domain/dataSets';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { LOSSES } from '../../domain/formula/losses';
import {
  ACTIVATION_IDS,
  CLIPPING_IDS,
  DATA_SET_IDS,
  HIDDEN_ACTIVATION_IDS,
  INITIALIZER_IDS,
  INPUT_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
  SCHEDULE_IDS,
} from '../../domain/ids';

const seed = fc.integer({ min: 0, max: 0xffffffff });
const alpha = fc.integer({ min: 0, max: 30 }).map((twentieths) => twentieths / 20);
const activation = fc.record({ id: fc.constantFrom(...HIDDEN_ACTIVATION_IDS), alpha });

const layer = fc.record({
  units: fc.integer({ min: 1, max: 9 }),
  activation,
  bias: fc.boolean(),
  frozen: fc.constantFrom(false, false, true),
  normalization: fc.constant('none' as const),
  dropout: fc.constant(0),
  draw: fc.nat(2),
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
      schedule: fc.record({
        id: fc.constantFrom(...SCHEDULE_IDS),
        // So short that the rate changes within the few epochs of a test.
        everyEpochs: fc.integer({ min: 1, max: 4 }),
        factor: fc.double({ min: 0.3, max: 1, noNaN: true }),
      }),
      clipping: fc.record({
        id: fc.constantFrom(...CLIPPING_IDS),
        // Around the sizes that gradients have, so that some are clipped and some are not.
        limit: fc.constantFrom(0.001, 0.05, 1, 100),
      }),
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
    output: { activation: chosen.activation, bias: outputBias, frozen: outputFrozen, draw: 0 },
    edits: [],
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
  stop: fc.constant(DEFAULT_EXPERIMENT.stop),
  view: fc.constant(DEFAULT_EXPERIMENT.view),
});

/** As above, but on generated sets, at a constant rate and without clipping. */
export const arbitraryPlainExperiment: fc.Arbitrary<Experiment> = arbitraryExperiment.map((experiment) => ({
  ...experiment,
  data: {
    ...experiment.data,
    kind: DATA_SETS[experiment.data.kind].isGate ? 'circle' : experiment.data.kind,
  },
  networks: experiment.networks.map((spec) => ({
    ...spec,
    optimizer: {
      ...spec.optimizer,
      schedule: DEFAULT_OPTIMIZER.schedule,
      clipping: DEFAULT_OPTIMIZER.clipping,
    },
  })),
}));
