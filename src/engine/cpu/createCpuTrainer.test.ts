import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { layoutParams } from '../../domain/paramLayout';
import { arbitraryExperiment } from '../testing/arbitraryExperiment';
import { buildTrainingData } from '../buildTrainingData';
import { createCpuTrainer } from './createCpuTrainer';

const train = (experiment: Experiment) =>
  createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) });
const METRICS = { metrics: true, parameters: false, boundarySize: 0, mapSize: 0 };

const withNetwork = (change: (network: NetworkSpec) => Partial<NetworkSpec>): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  networks: DEFAULT_EXPERIMENT.networks.map((network) => ({ ...network, ...change(network) })),
});

test('500 steps at once, one by one, or in any portions, looked at or not, give identical bytes.', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryExperiment,
      fc.array(fc.integer({ min: 1, max: 90 })),
      async (experiment, portions) => {
        const atOnce = train(experiment);
        await atOnce.train(500);
        const expected = await atOnce.save();
        const singly = train(experiment);
        for (let step = 0; step < 500; step++) await singly.train(1);
        expect(await singly.save()).toEqual(expected);
        const inPortions = train(experiment);
        let left = 500;
        for (const portion of [...portions, 500]) {
          await inPortions.train(Math.min(portion, left));
          left -= Math.min(portion, left);
          await inPortions.read({ metrics: true, parameters: true, boundarySize: 5, mapSize: 3 });
        }
        expect(await inPortions.save()).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});

test('Saved in the midst of an epoch and loaded by another trainer, a run goes on to identical bytes.', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryExperiment, fc.nat(60), async (experiment, first) => {
      const [whole, start, rest] = [train(experiment), train(experiment), train(experiment)];
      await whole.train(100);
      await start.train(first);
      await rest.load(await start.save());
      await rest.train(100 - first);
      expect(await rest.save()).toEqual(await whole.save());
    }),
    { numRuns: 40 },
  );
});

test('A batch larger than the set is the whole set, and one epoch is one step.', async () => {
  const [larger, equal] = [2000, 200].map((batchSize) => train(withNetwork(() => ({ batchSize }))));
  await larger?.train(5);
  await equal?.train(5);
  expect(await larger?.save()).toEqual(await equal?.save());
  expect((await larger?.save())?.cursor).toEqual({ epoch: 5, used: 0, step: 5 });
});

test('The gradient of a whole epoch’s batch is the mean of its parts: a short last batch divides by its own size.', async () => {
  const steps = async (batchSize: number, count: number, rate: number) => {
    const trainer = train(
      withNetwork(() => ({ batchSize, optimizer: { ...DEFAULT_OPTIMIZER, id: 'sgd', learningRate: rate } })),
    );
    const before = (await trainer.save()).parameters;
    await trainer.train(count);
    return (await trainer.save()).parameters.map((value, at) => (value - (before[at] ?? 0)) / rate);
  };
  // At a tiny rate the parts are taken at the same place: 150 and 50 of 200 samples weigh 3 to 1.
  const [whole, both, first] = [
    await steps(200, 1, 1e-3),
    await steps(150, 2, 1e-3),
    await steps(150, 1, 1e-3),
  ];
  whole.forEach((value, at) => {
    const last = (both[at] ?? NaN) - (first[at] ?? NaN);
    expect(value).toBeCloseTo(((first[at] ?? NaN) * 3 + last) / 4, 2);
  });
});

test('A frozen layer keeps its bytes while the others move, whatever optimiser ran before.', async () => {
  const momentum = { optimizer: { ...DEFAULT_OPTIMIZER, id: 'momentum', learningRate: 0.03 } } as const;
  const experiment = withNetwork(() => momentum);
  const trainer = train(experiment);
  await trainer.train(30);
  const before = (await trainer.save()).parameters;
  const freeze = ({ hidden }: NetworkSpec) => ({
    ...momentum,
    hidden: hidden.map((layer, index) => ({ ...layer, frozen: index === 1 })),
  });
  for (const network of withNetwork(freeze).networks) trainer.tune(network);
  await trainer.train(30);
  const after = (await trainer.save()).parameters;
  const [first, second, output] = layoutParams(experiment, 0).layers;
  if (!first || !second || !output) throw new Error('the default has three layers');
  const part = (values: Float32Array, from: number, to: number) => [...values.subarray(from, to)];
  expect(part(after, second.kernelOffset, output.kernelOffset)).toEqual(
    part(before, second.kernelOffset, output.kernelOffset),
  );
  expect(part(after, 0, second.kernelOffset)).not.toEqual(part(before, 0, second.kernelOffset));
  expect(part(after, output.kernelOffset, after.length)).not.toEqual(
    part(before, output.kernelOffset, after.length),
  );
});

test('Another optimiser starts with fresh slots; another rate keeps them.', async () => {
  const trainer = train(
    withNetwork(() => ({ optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 } })),
  );
  await trainer.train(10);
  const { slots, scalars } = await trainer.save();
  const tune = (optimizer: NetworkSpec['optimizer']) => {
    for (const network of withNetwork(() => ({ optimizer })).networks) trainer.tune(network);
  };
  tune({ ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.5 });
  expect(await trainer.save()).toMatchObject({ slots, scalars });
  tune({ ...DEFAULT_OPTIMIZER, id: 'momentum', learningRate: 0.5 });
  tune({ ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.5 });
  const fresh = await trainer.save();
  expect(fresh.slots.every((slot) => slot.every((value) => value === 0))).toBe(true);
  expect(fresh.scalars.beta1Power).toBeCloseTo(0.9, 6);
});

test('Changing the batch size within an epoch goes on from the same sample.', async () => {
  const trainer = train(DEFAULT_EXPERIMENT);
  await trainer.train(3);
  for (const network of withNetwork(() => ({ batchSize: 64 })).networks) trainer.tune(network);
  await trainer.train(1);
  expect((await trainer.save()).cursor).toEqual({ epoch: 0, used: 94, step: 4 });
  await trainer.train(2);
  expect((await trainer.save()).cursor).toEqual({ epoch: 1, used: 0, step: 6 });
});

test('The boundary’s rows go from the top down, and maps unit by unit.', async () => {
  const { boundary, maps } = await train(DEFAULT_EXPERIMENT).read({
    metrics: false,
    parameters: false,
    boundarySize: 100,
    mapSize: 30,
  });
  expect([boundary.length, maps.length]).toEqual([10_000, 8 * 900]);
  expect(boundary.every((value) => value > 0 && value < 1)).toBe(true);
  const hidden = withNetwork(({ hidden: layers }) => ({
    hidden: layers
      .slice(0, 1)
      .map((layer) => ({ ...layer, units: 2, activation: { id: 'linear', alpha: 0 } })),
  }));
  const linear = train(hidden);
  const state = await linear.save();
  // Unit 0 is x1, unit 1 is x2; the output adds twice the second.
  const parameters = Float32Array.of(1, 0, 0, 1, 0, 0, 0, 2, 0);
  await linear.load({ ...state, parameters });
  const seen = await linear.read({ metrics: false, parameters: true, boundarySize: 2, mapSize: 2 });
  expect([...seen.maps]).toEqual([-6, 6, -6, 6, 6, 6, -6, -6]);
  expect(seen.boundary[0]).toBeGreaterThan(0.99);
  expect(seen.boundary[2]).toBeLessThan(0.01);
  expect(seen.parameters).toEqual(parameters);
});

/** The first epoch, of 60, at whose end 95% of the validation set are right; Infinity for none. */
async function findEpochOfSuccess(experiment: Experiment): Promise<number> {
  const trainer = train(experiment);
  for (let epoch = 1; epoch <= 60; epoch++) {
    await trainer.train(20);
    const { metrics } = await trainer.read(METRICS);
    if ((metrics?.valAccuracy ?? 0) >= 0.95) return epoch;
  }
  return Infinity;
}

test('The default experiment reaches 95% on the validation set within 60 epochs, and so do nine of ten other seeds.', async () => {
  expect(await findEpochOfSuccess(DEFAULT_EXPERIMENT)).toBeLessThanOrEqual(60);
  const epochs: number[] = [];
  for (let seed = 1; seed <= 32; seed++) epochs.push(await findEpochOfSuccess(withNetwork(() => ({ seed }))));
  expect(epochs.filter(Number.isFinite).length).toBeGreaterThanOrEqual(28);
  expect(epochs.sort((a, b) => a - b)[16]).toBeLessThanOrEqual(30);
});
