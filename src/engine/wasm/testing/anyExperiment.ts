/** Random experiments for the generated engine's tests, wider than other engines' ones: every width and batch size that is cut into blocks in a way of its own. */
import fc from 'fast-check';
import { DEFAULT_EXPERIMENT } from '../../../domain/defaultExperiment';
import type { ActivationSpec, Experiment, NetworkSpec } from '../../../domain/experiment';
import { LOSSES } from '../../../domain/formula/losses';
import {
  CLIPPING_IDS,
  DATA_SET_IDS,
  HIDDEN_ACTIVATION_IDS,
  INPUT_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
  SCHEDULE_IDS,
} from '../../../domain/ids';
import type { ActivationId } from '../../../domain/ids';
import { layoutParams } from '../../../domain/paramLayout';

const [DEFAULT_NETWORK] = DEFAULT_EXPERIMENT.networks;
if (!DEFAULT_NETWORK) throw new Error('the default experiment has no network');

/** The default experiment with another network and, perhaps, other data or inputs. */
export function experimentWith(
  network: Partial<NetworkSpec>,
  changes: Partial<Pick<Experiment, 'data' | 'inputs'>> = {},
): Experiment {
  return { ...DEFAULT_EXPERIMENT, ...changes, networks: [{ ...DEFAULT_NETWORK, ...network } as NetworkSpec] };
}

/** Its only network. */
export function networkOf(experiment: Experiment): NetworkSpec {
  const [network] = experiment.networks;
  if (!network) throw new Error('the experiment has no network');
  return network;
}

const activation: fc.Arbitrary<ActivationSpec> = fc.record({
  id: fc.constantFrom(...HIDDEN_ACTIVATION_IDS),
  alpha: fc.constantFrom(0, 0.1, 0.3, 1, 1.5),
});

/** Every pair of a loss and an output that goes with it. */
const outputs = LOSS_IDS.flatMap((loss) =>
  // The keys of a loss's outputs are activations by their type, which Object.keys cannot tell.
  (Object.keys(LOSSES[loss].outputs) as ActivationId[]).map((id) => ({ loss, id })),
);

const hiddenLayer = fc.record({
  units: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom(16, 33)),
  activation,
  bias: fc.boolean(),
  frozen: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
  normalization: fc.constant('none' as const),
  dropout: fc.constant(0),
  draw: fc.nat(2),
});

const schedule = fc.record({
  id: fc.constantFrom(...SCHEDULE_IDS),
  // So short that the rate changes within the few epochs of a test.
  everyEpochs: fc.integer({ min: 1, max: 4 }),
  factor: fc.constantFrom(0.3, 0.5, 0.9),
});

const clipping = fc.record({
  id: fc.constantFrom(...CLIPPING_IDS),
  // Around the sizes that gradients have, so that some are clipped and some are not.
  limit: fc.constantFrom(0.001, 0.05, 0.3, 2),
});

/** Weights set by hand, the parameter as a share of all. */
const edits = fc.array(
  fc.record({
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    value: fc.constantFrom(-2, -0.5, 0, 0.25, 1),
  }),
  { maxLength: 3 },
);

/** Every entry of every table occurs among a hundred. */
export const anyExperiment: fc.Arbitrary<Experiment> = fc
  .record({
    hidden: fc.array(hiddenLayer, { maxLength: 4 }),
    output: fc.constantFrom(...outputs),
    outputBias: fc.boolean(),
    outputDraw: fc.nat(1),
    alpha: fc.constantFrom(0.1, 1),
    optimizer: fc.constantFrom(...OPTIMIZER_IDS),
    schedule,
    clipping,
    edits,
    regularization: fc.constantFrom(...REGULARIZATION_IDS),
    batchSize: fc.oneof(fc.integer({ min: 1, max: 16 }), fc.constantFrom(20, 31, 32, 33, 50, 64, 100, 4000)),
    seed: fc.integer({ min: 0, max: 1000 }),
    kind: fc.constantFrom(...DATA_SET_IDS),
    inputs: fc.subarray([...INPUT_IDS], { minLength: 1 }),
    samples: fc.integer({ min: 10, max: 300 }),
  })
  .map(({ output, outputBias, outputDraw, alpha, optimizer, edits: drawnEdits, ...drawn }) => {
    const { hidden, regularization, batchSize, seed, kind, inputs, samples } = drawn;
    const experiment = experimentWith(
      {
        hidden,
        output: { activation: { id: output.id, alpha }, bias: outputBias, frozen: false, draw: outputDraw },
        loss: output.loss,
        optimizer: { id: optimizer, learningRate: 0.003, schedule: drawn.schedule, clipping: drawn.clipping },
        regularization: { id: regularization, rate: 0.01 },
        initializer: { id: 'glorotUniform', limit: 1, stddev: 1 },
        batchSize,
        seed,
      },
      { inputs, data: { ...DEFAULT_EXPERIMENT.data, kind, samples, seed } },
    );
    const { count } = layoutParams(experiment, 0);
    const edited = new Map(drawnEdits.map(({ share, value }) => [Math.floor(share * count), value]));
    const named = [...edited].map(([parameter, value]) => ({ parameter, value }));
    return experimentWith({ ...networkOf(experiment), edits: named }, experiment);
  });
