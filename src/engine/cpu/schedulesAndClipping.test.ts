import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { ClippingSpec, Experiment, NetworkSpec, ScheduleSpec } from '../../domain/experiment';
import { rateAtEpoch } from '../../domain/learningRate';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import { arbitraryExperiment } from '../testing/arbitraryExperiment';
import { createCpuTrainer } from './createCpuTrainer';

const train = (experiment: Experiment) =>
  createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) }, Float64Array);
const withNetwork = (experiment: Experiment, change: (network: NetworkSpec) => Partial<NetworkSpec>) => ({
  ...experiment,
  networks: experiment.networks.map((network) => ({ ...network, ...change(network) })),
});

/** What one step of SGD at rate 1 takes away: the gradient as it is used. */
async function gradientOf(experiment: Experiment, clipping: ClippingSpec): Promise<Float32Array> {
  const optimizer = { ...DEFAULT_OPTIMIZER, learningRate: 1, clipping };
  const trainer = train(withNetwork(experiment, () => ({ optimizer })));
  const before = (await trainer.save()).parameters;
  await trainer.train(1);
  return (await trainer.save()).parameters.map((value, at) => (before[at] ?? NaN) - value);
}

const norm = (values: Iterable<number>) => Math.hypot(...values);

test('Clipping by value bounds each gradient by itself, clipping by norm scales all trained ones alike; the penalty counts in both.', async () => {
  const limits = fc.constantFrom(0.001, 0.02, 0.3, 5);
  await fc.assert(
    fc.asyncProperty(arbitraryExperiment, limits, async (experiment, limit) => {
      const whole = await gradientOf(experiment, { id: 'none', limit });
      const byValue = await gradientOf(experiment, { id: 'value', limit });
      const byNorm = await gradientOf(experiment, { id: 'norm', limit });
      const scale = Math.min(1, limit / norm(whole));
      whole.forEach((value, at) => {
        expect(byValue[at]).toBeCloseTo(Math.min(limit, Math.max(-limit, value)), 5);
        expect(byNorm[at]).toBeCloseTo(value * scale, 5);
      });
      expect(norm(byNorm)).toBeLessThan(limit * (1 + 1e-4) + 1e-6);
    }),
    { numRuns: 60 },
  );
});

test('A frozen layer’s gradient, however large, leaves the others’ share of the norm as it is.', async () => {
  const frozen = withNetwork(DEFAULT_EXPERIMENT, ({ hidden }) => ({
    hidden: hidden.map((layer, at) => ({ ...layer, frozen: at === 0 })),
    regularization: { id: 'l2', rate: 5 },
  }));
  const gradient = await gradientOf(frozen, { id: 'norm', limit: 0.01 });
  const first = layoutParams(frozen, 0).layers[1]?.kernelOffset ?? NaN;
  expect(norm(gradient.subarray(0, first))).toBe(0);
  expect(norm(gradient)).toBeCloseTo(0.01, 6);
});

test.each(['step', 'exponential', 'cosine'] as const)(
  'Under the schedule %s every epoch moves as it would at that epoch’s constant rate.',
  async (id) => {
    const schedule: ScheduleSpec = { id, everyEpochs: 3, factor: 0.5 };
    const scheduled = { ...DEFAULT_OPTIMIZER, learningRate: 0.1, schedule };
    const trainer = train(withNetwork(DEFAULT_EXPERIMENT, () => ({ optimizer: scheduled })));
    const byHand = train(DEFAULT_EXPERIMENT);
    for (let epoch = 0; epoch < 8; epoch++) {
      const learningRate = rateAtEpoch(scheduled, epoch);
      const [network] = withNetwork(DEFAULT_EXPERIMENT, () => ({
        optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
      })).networks;
      if (network) byHand.tune(network);
      await trainer.train(20);
      await byHand.train(20);
      expect((await trainer.save()).parameters).toEqual((await byHand.save()).parameters);
    }
  },
);
