import { beforeAll, describe, expect, test } from 'vitest';
import { DATA_SETS } from '../../domain/dataSets';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import {
  ACTIVATION_IDS,
  CLIPPING_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
  SCHEDULE_IDS,
} from '../../domain/ids';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import { createFusedFleet } from './createFusedFleet';
import { createFusedTrainer } from './createFusedTrainer';
import {
  difference,
  EXPERIMENTS,
  firstNetwork,
  KERNELS,
  norm,
  openTestDevice,
  withNetwork,
  withTrainers,
} from './testing/openTestDevice';
import type { TestDevice } from './testing/openTestDevice';

let gpu: TestDevice;
let device: GPUDevice;

beforeAll(async () => {
  gpu = await openTestDevice();
  ({ device } = gpu);
});

const messageOf = (number: number, experiment: Experiment): string =>
  `experiment ${number}: ${JSON.stringify(experiment.networks)}`;

test('Every entry of every table occurs in the experiments below, and batches larger than the set.', () => {
  const specs = EXPERIMENTS.map(firstNetwork);
  const activations = specs.flatMap(({ hidden, output }) => [...hidden, output]);
  expect(new Set(activations.map(({ activation }) => activation.id)).size).toBe(ACTIVATION_IDS.length);
  expect(new Set(specs.map(({ loss }) => loss)).size).toBe(LOSS_IDS.length);
  expect(new Set(specs.map(({ optimizer }) => optimizer.id)).size).toBe(OPTIMIZER_IDS.length);
  expect(new Set(specs.map(({ regularization }) => regularization.id)).size).toBe(REGULARIZATION_IDS.length);
  expect(new Set(specs.map(({ optimizer }) => optimizer.schedule.id)).size).toBe(SCHEDULE_IDS.length);
  expect(new Set(specs.map(({ optimizer }) => optimizer.clipping.id)).size).toBe(CLIPPING_IDS.length);
  expect(EXPERIMENTS.some(({ data }) => DATA_SETS[data.kind].isGate)).toBe(true);
  expect(activations.some(({ frozen }) => frozen)).toBe(true);
  expect(activations.some(({ bias }) => !bias)).toBe(true);
  const isLarger = EXPERIMENTS.map(
    (experiment) => firstNetwork(experiment).batchSize > buildTrainingData(experiment).train.count,
  );
  expect(new Set(isLarger).size).toBe(2);
});

describe.each(KERNELS)('The %s kernel', (kernel) => {
  test('starts from the same figures, boundary and maps, and has the gradients of the plain engine.', async () => {
    for (const [number, experiment] of EXPERIMENTS.entries()) {
      const network = firstNetwork(experiment);
      const steep = withNetwork(experiment, {
        optimizer: { ...network.optimizer, id: 'sgd', learningRate: 1 },
      });
      await withTrainers(device, steep, kernel, async (fused, cpu) => {
        const request = { metrics: true, parameters: true, boundarySize: 7, mapSize: 5 };
        const [ours, plain] = [await fused.read(request), await cpu.read(request)];
        expect(ours.parameters).toEqual(plain.parameters);
        for (const name of ['loss', 'valLoss', 'accuracy', 'valAccuracy'] as const) {
          const expected = plain.metrics?.[name] ?? NaN;
          expect(Math.abs((ours.metrics?.[name] ?? NaN) - expected)).toBeLessThanOrEqual(
            1e-4 * expected + 1e-6,
          );
        }
        for (const key of ['boundary', 'maps'] as const) {
          expect(ours[key].length).toBe(plain[key].length);
          expect(norm(difference(ours[key], plain[key]))).toBeLessThanOrEqual(1e-4 * norm(plain[key]) + 1e-6);
        }
        // One step of SGD with rate 1 shows the gradient.
        for (const trainer of [fused, cpu]) await trainer.train(1);
        const [moved, expected] = [(await fused.save()).parameters, (await cpu.save()).parameters];
        for (const { kernelOffset, inputs, units, biasOffset } of layoutParams(steep, 0).layers) {
          const end = kernelOffset + inputs * units + (biasOffset === null ? 0 : units);
          const part = (values: Float32Array) => values.subarray(kernelOffset, end);
          const gradient = difference(part(plain.parameters), part(expected));
          // w - g is rounded to the grain of w, which a small gradient does not rise above.
          const grain = 2e-7 * (norm(part(plain.parameters)) + norm(gradient)) + 1e-9;
          expect(norm(difference(part(moved), part(expected))), messageOf(number, steep)).toBeLessThanOrEqual(
            1e-4 * norm(gradient) + grain,
          );
        }
      });
    }
    expect(await gpu.collectErrors()).toEqual([]);
  });

  test('is after 20 steps no further from the plain engine than ten times that is from float64.', async () => {
    for (const [number, experiment] of EXPERIMENTS.entries())
      await withTrainers(device, experiment, kernel, async (fused, cpu, reference) => {
        for (const trainer of [fused, cpu, reference]) await trainer.train(20);
        const [ours, plain, exact] = [await fused.save(), await cpu.save(), await reference.save()];
        const gap = norm(difference(plain.parameters, exact.parameters));
        const floor = 2e-6 * (1 + norm(exact.parameters));
        expect(
          norm(difference(ours.parameters, plain.parameters)),
          messageOf(number, experiment),
        ).toBeLessThanOrEqual(10 * gap + floor);
        expect(ours.cursor).toEqual(plain.cursor);
        expect(Object.keys(ours.scalars)).toEqual(Object.keys(plain.scalars));
        for (const [name, value] of Object.entries(plain.scalars))
          expect(ours.scalars[name]).toBeCloseTo(value, 6);
        ours.slots.forEach((slot, at) => {
          const expected = plain.slots[at] ?? new Float32Array(0);
          expect(norm(difference(slot, expected))).toBeLessThanOrEqual(1e-3 * norm(expected) + 1e-4);
        });
      });
    expect(await gpu.collectErrors()).toEqual([]);
  });

  test('leaves the same bytes however the steps are cut into submits, and however often one looks.', async () => {
    for (const experiment of [DEFAULT_EXPERIMENT, ...EXPERIMENTS.slice(0, 6)]) {
      const partitions = [[500], [1, 2, 3, 94, 300, 100], Array<number>(20).fill(25)];
      const states = [];
      for (const partition of partitions) {
        const fused = await createFusedTrainer(device, experiment, 0, kernel);
        for (const steps of partition) {
          await fused.train(steps);
          if (steps === 25)
            await fused.read({ metrics: true, parameters: true, boundarySize: 4, mapSize: 0 });
        }
        states.push(await fused.save());
        fused.dispose();
      }
      expect(states[0]?.cursor.step).toBe(500);
      expect(states[1]).toEqual(states[0]);
      expect(states[2]).toEqual(states[0]);
    }
    expect(await gpu.collectErrors()).toEqual([]);
  });

  test('goes on from a state of the plain engine, and hands its own over, as if a run had stayed.', async () => {
    for (const experiment of EXPERIMENTS.slice(0, 8))
      await withTrainers(device, experiment, kernel, async (fused, cpu, reference) => {
        await cpu.train(7);
        await fused.load(await cpu.save());
        expect(await fused.save()).toEqual(await cpu.save());
        await fused.train(5);
        await reference.load(await fused.save());
        expect((await reference.save()).cursor.step).toBe(12);
        await cpu.train(5);
        const [ours, plain] = [(await fused.save()).parameters, (await cpu.save()).parameters];
        expect(norm(difference(ours, plain))).toBeLessThanOrEqual(1e-4 * (1 + norm(plain)));
      });
  });

  test('takes over everything that can be tuned between two steps.', async () => {
    const start = firstNetwork(DEFAULT_EXPERIMENT);
    const changes: readonly Partial<NetworkSpec>[] = [
      { batchSize: 33 },
      { optimizer: { ...DEFAULT_OPTIMIZER, id: 'sgd', learningRate: 0.2 } },
      { regularization: { id: 'l2', rate: 0.01 } },
      { regularization: { id: 'l2', rate: 0.05 } },
      { optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 } },
      { hidden: start.hidden.map((layer) => ({ ...layer, activation: { id: 'leakyRelu', alpha: 0.4 } })) },
      { hidden: start.hidden.map((layer, at) => ({ ...layer, frozen: at === 0 })) },
      { loss: 'hinge', output: { ...start.output, activation: { id: 'tanh', alpha: 0 } } },
      { batchSize: 1000 },
    ];
    await withTrainers(device, DEFAULT_EXPERIMENT, kernel, async (fused, cpu) => {
      let network = start;
      for (const change of changes) {
        network = { ...network, ...change };
        for (const trainer of [fused, cpu]) {
          trainer.tune(network);
          await trainer.train(9);
        }
        const [ours, plain] = [await fused.save(), await cpu.save()];
        expect(
          norm(difference(ours.parameters, plain.parameters)),
          JSON.stringify(change),
        ).toBeLessThanOrEqual(1e-4 * (1 + norm(plain.parameters)));
        expect(ours.cursor).toEqual(plain.cursor);
      }
    });
    expect(await gpu.collectErrors()).toEqual([]);
  });

  test('clips gradients by value, or all alike by their norm, the penalty included.', async () => {
    const network = firstNetwork(DEFAULT_EXPERIMENT);
    const takeStep = async (clipping: NetworkSpec['optimizer']['clipping']): Promise<Float32Array> => {
      const experiment = withNetwork(DEFAULT_EXPERIMENT, {
        // More than one tile, so that gradients are added up before they are clipped.
        batchSize: 90,
        regularization: { id: 'l2', rate: 0.05 },
        hidden: network.hidden.map((layer, at) => ({ ...layer, frozen: at === 0 })),
        optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 1, clipping },
      });
      const trainer = await createFusedTrainer(device, experiment, 0, kernel);
      const before = (await trainer.save()).parameters;
      await trainer.train(1);
      const moved = difference(before, (await trainer.save()).parameters);
      trainer.dispose();
      return moved;
    };
    const plain = await takeStep({ id: 'none', limit: 1e-3 });
    const limit = 0.05;
    expect(plain.some((g) => Math.abs(g) > limit) && plain.some((g) => g !== 0 && Math.abs(g) < limit)).toBe(
      true,
    );
    const byValue = await takeStep({ id: 'value', limit });
    const clamped = plain.map((g) => Math.max(-limit, Math.min(limit, g)));
    expect(norm(difference(byValue, clamped))).toBeLessThan(1e-6);
    const byNorm = await takeStep({ id: 'norm', limit });
    expect(norm(byNorm)).toBeCloseTo(limit, 6);
    expect(
      norm(
        difference(
          byNorm,
          plain.map((g) => (g * limit) / norm(plain)),
        ),
      ),
    ).toBeLessThan(1e-6);
    expect(norm(difference(await takeStep({ id: 'norm', limit: 100 }), plain))).toBeLessThan(1e-6);
    expect(await gpu.collectErrors()).toEqual([]);
  });

  test('follows a schedule from epoch to epoch, within a submit, as if each rate had been set by hand.', async () => {
    const schedule = { id: 'exponential', everyEpochs: 2, factor: 0.5 } as const;
    const optimizer = { ...DEFAULT_OPTIMIZER, id: 'adam', schedule } as const;
    const scheduled = withNetwork(DEFAULT_EXPERIMENT, { batchSize: 70, optimizer });
    const trainer = await createFusedTrainer(device, scheduled, 0, kernel);
    const byHand = await createFusedTrainer(device, scheduled, 0, kernel);
    await trainer.train(10);
    for (const [epoch, steps] of [3, 3, 3, 1].entries()) {
      byHand.tune({
        ...firstNetwork(scheduled),
        optimizer: {
          ...optimizer,
          schedule: DEFAULT_OPTIMIZER.schedule,
          learningRate: DEFAULT_OPTIMIZER.learningRate * 0.5 ** (epoch / 2),
        },
      });
      await byHand.train(steps);
    }
    expect(await trainer.save()).toEqual(await byHand.save());
    trainer.dispose();
    byHand.dispose();
  });

  test('shows a run that diverges as numbers that are none.', async () => {
    const network = firstNetwork(DEFAULT_EXPERIMENT);
    const linear = { id: 'linear', alpha: 0 } as const;
    const experiment = withNetwork(DEFAULT_EXPERIMENT, {
      hidden: network.hidden.map((layer) => ({ ...layer, activation: linear })),
      output: { ...network.output, activation: linear },
      loss: 'meanSquaredError',
      optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 10 },
    });
    await withTrainers(device, experiment, kernel, async (fused) => {
      await fused.train(200);
      const seen = await fused.read({ metrics: true, parameters: true, boundarySize: 0, mapSize: 0 });
      expect(Number.isFinite(seen.metrics?.loss) && seen.parameters.every(Number.isFinite)).toBe(false);
    });
  });

  test('trains a fleet of different rates, seeds and batch sizes as each of them alone, to the byte.', async () => {
    const data = buildTrainingData(DEFAULT_EXPERIMENT);
    const setups = [10, 10, 7, 64].map((batchSize, number) => {
      const optimizer = { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 * (1 + number) } as const;
      const experiment = withNetwork(DEFAULT_EXPERIMENT, { seed: number, batchSize, optimizer });
      return { experiment, index: 0, data };
    });
    const fleet = await createFusedFleet(device, setups, kernel);
    await fleet.train(60);
    const together = await fleet.save();
    const request = { metrics: true, parameters: true, boundarySize: 5, mapSize: 3 };
    const seenTogether = await fleet.look(request);
    fleet.dispose();
    for (const [number, setup] of setups.entries()) {
      const alone = await createFusedTrainer(device, setup.experiment, 0, kernel);
      await alone.train(60);
      expect(together[number]).toEqual(await alone.save());
      expect(seenTogether[number]).toEqual(await alone.read(request));
      alone.dispose();
    }
    expect(await gpu.collectErrors()).toEqual([]);
  });
});
