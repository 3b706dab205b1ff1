import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import {
  ACTIVATION_IDS,
  CLIPPING_IDS,
  DATA_SET_IDS,
  INITIALIZER_IDS,
  INPUT_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
  SCHEDULE_IDS,
} from '../../domain/ids';
import { layoutParams } from '../../domain/paramLayout';
import { createRandom } from '../../domain/random';
import { buildTrainingData } from '../buildTrainingData';
import { buildUpdate } from '../cpu/buildUpdate';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import type { Trainer } from '../trainer';
import { arbitraryExperiment } from '../testing/arbitraryExperiment';
import { createTfjsTrainer } from './createTfjsTrainer';
import { FlatState } from './FlatState';
import { createConstants } from './renderTensors';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

/** The same hundred at every run: a failure can be looked at, and all entries are known to occur. */
const EXPERIMENTS = fc.sample(arbitraryExperiment, { numRuns: 120, seed: 7 });

/** Clipping stays as it is drawn. */
const withOptimizer = (experiment: Experiment, id: 'sgd', learningRate: number): Experiment => ({
  ...experiment,
  networks: experiment.networks.map((spec) => ({
    ...spec,
    optimizer: { ...spec.optimizer, id, learningRate },
  })),
});

async function withTrainers(
  experiment: Experiment,
  look: (tfjs: Trainer, cpu: Trainer, reference: Trainer) => Promise<void>,
): Promise<void> {
  const setup = { experiment, index: 0, data: buildTrainingData(experiment) };
  const tfjs = createTfjsTrainer(setup);
  await look(tfjs, createCpuTrainer(setup), createCpuTrainer(setup, Float64Array));
  tfjs.dispose();
}

function firstNetwork({ networks }: Experiment): NetworkSpec {
  const [first] = networks;
  if (!first) throw new Error('an experiment without networks');
  return first;
}

const norm = (values: Iterable<number>): number => Math.hypot(...values);
const difference = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((value, at) => value - (b[at] ?? NaN));

test('Every entry of every table occurs in the experiments below.', () => {
  const specs = EXPERIMENTS.flatMap(({ networks }) => networks);
  const activations = specs.flatMap(({ hidden, output }) => [...hidden, output]);
  expect(new Set(activations.map(({ activation }) => activation.id)).size).toBe(ACTIVATION_IDS.length);
  expect(new Set(specs.map(({ loss }) => loss)).size).toBe(LOSS_IDS.length);
  expect(new Set(specs.map(({ optimizer }) => optimizer.id)).size).toBe(OPTIMIZER_IDS.length);
  expect(new Set(specs.map(({ optimizer }) => optimizer.schedule.id)).size).toBe(SCHEDULE_IDS.length);
  expect(new Set(specs.map(({ optimizer }) => optimizer.clipping.id)).size).toBe(CLIPPING_IDS.length);
  expect(new Set(specs.map(({ initializer }) => initializer.id)).size).toBe(INITIALIZER_IDS.length);
  expect(new Set(specs.map(({ regularization }) => regularization.id)).size).toBe(REGULARIZATION_IDS.length);
  expect(new Set(EXPERIMENTS.map(({ data }) => data.kind)).size).toBe(DATA_SET_IDS.length);
  expect(new Set(EXPERIMENTS.flatMap(({ inputs }) => inputs)).size).toBe(INPUT_IDS.length);
});

test('tfjs and the plain engine see the same figures, boundary and maps from equal state.', async () => {
  for (const experiment of EXPERIMENTS)
    await withTrainers(experiment, async (tfjs, cpu) => {
      const request = { metrics: true, parameters: true, boundarySize: 7, mapSize: 5 };
      const [ours, plain] = [await tfjs.read(request), await cpu.read(request)];
      expect(ours.parameters).toEqual(plain.parameters);
      expect(ours.metrics?.loss).toBeCloseTo(plain.metrics?.loss ?? NaN, 4);
      expect(ours.metrics?.valLoss).toBeCloseTo(plain.metrics?.valLoss ?? NaN, 4);
      for (const key of ['boundary', 'maps'] as const) {
        expect(ours[key].length).toBe(plain[key].length);
        expect(norm(difference(ours[key], plain[key]))).toBeLessThanOrEqual(1e-4 * norm(plain[key]) + 1e-6);
      }
    });
}, 60_000);

test('Gradients from equal state, seen through one step of SGD, agree within 1e-4 of each layer’s norm.', async () => {
  for (const [number, experiment] of EXPERIMENTS.entries())
    await withTrainers(withOptimizer(experiment, 'sgd', 1), async (tfjs, cpu) => {
      const before = (await cpu.save()).parameters;
      await tfjs.train(1);
      await cpu.train(1);
      const [ours, plain] = [(await tfjs.save()).parameters, (await cpu.save()).parameters];
      for (const { kernelOffset, inputs, units, biasOffset } of layoutParams(experiment, 0).layers) {
        const end = kernelOffset + inputs * units + (biasOffset === null ? 0 : units);
        const part = (values: Float32Array) => values.subarray(kernelOffset, end);
        const gradient = difference(part(before), part(plain));
        // w - g is rounded to the grain of w, which a small gradient does not rise above.
        const grain = 2e-7 * (norm(part(before)) + norm(gradient)) + 1e-9;
        expect(
          norm(difference(part(ours), part(plain))),
          `experiment ${number}: ${JSON.stringify(experiment.networks)}`,
        ).toBeLessThanOrEqual(1e-4 * norm(gradient) + grain);
      }
    });
}, 60_000);

test('Optimisers fed equal gradients move parameters and slots equally, within 1e-5.', async () => {
  const count = 40;
  const random = createRandom(11);
  const start = Float32Array.from({ length: count }, () => random.normal());
  for (const id of OPTIMIZER_IDS) {
    const spec: NetworkSpec = {
      ...firstNetwork(DEFAULT_EXPERIMENT),
      optimizer: { ...DEFAULT_OPTIMIZER, id, learningRate: 0.03 },
    };
    const layer = { kernelOffset: 0, inputs: 4, units: 10, biasOffset: null, isFrozen: false };
    const target = { layers: [layer], parameters: start.slice(), gradients: new Float32Array(count) };
    const update = buildUpdate(spec, target, Float32Array);
    const constants = createConstants();
    const state = new FlatState(start, constants);
    state.startOptimizer(id, null);
    for (let step = 0; step < 30; step++) {
      target.gradients.forEach((_, at) => (target.gradients[at] = random.normal() * 10 ** ((at % 5) - 3)));
      tf.tidy(() => state.update(id, tf.scalar(0.03), tf.tensor1d(target.gradients), null));
      update.run(0.03);
    }
    const { parameters, slots, scalars } = state.split(
      Float32Array.from([state.parameters, ...state.list()].flatMap((tensor) => [...tensor.dataSync()])),
    );
    const moved = difference(target.parameters, start);
    expect(norm(difference(parameters, target.parameters)), id).toBeLessThan(1e-5 * norm(moved));
    slots.forEach((slot, number) => {
      const plain = Float32Array.from(update.slots[number] ?? []);
      expect(norm(difference(slot, plain)), id).toBeLessThan(1e-5 * norm(plain));
    });
    for (const [name, value] of Object.entries(scalars))
      expect(value).toBeCloseTo(update.scalars[name]?.[0] ?? NaN, 6);
    state.dispose();
    constants.dispose();
  }
});

test('After 20 steps tfjs is no further from the plain engine than ten times that is from float64.', async () => {
  for (const [number, experiment] of EXPERIMENTS.entries())
    await withTrainers(experiment, async (tfjs, cpu, reference) => {
      for (const trainer of [tfjs, cpu, reference]) await trainer.train(20);
      const [ours, plain, exact] = [await tfjs.save(), await cpu.save(), await reference.save()];
      const gap = norm(difference(plain.parameters, exact.parameters));
      const floor = 2e-6 * (1 + norm(exact.parameters));
      const message = `experiment ${number}: ${JSON.stringify(experiment.networks)}`;
      expect(norm(difference(ours.parameters, plain.parameters)), message).toBeLessThanOrEqual(
        10 * gap + floor,
      );
      expect(ours.cursor).toEqual(plain.cursor);
    });
}, 60_000);

test('A state goes from one engine to the other and on, as if it had stayed.', async () => {
  for (const experiment of EXPERIMENTS.slice(0, 20))
    await withTrainers(experiment, async (tfjs, cpu, reference) => {
      await cpu.train(7);
      await tfjs.load(await cpu.save());
      expect(await tfjs.save()).toEqual(await cpu.save());
      await tfjs.train(5);
      await reference.load(await tfjs.save());
      expect((await reference.save()).cursor.step).toBe(12);
      await cpu.train(5);
      const [ours, plain] = [(await tfjs.save()).parameters, (await cpu.save()).parameters];
      expect(norm(difference(ours, plain))).toBeLessThanOrEqual(1e-4 * (1 + norm(plain)));
    });
}, 60_000);

test('A trainer leaves no tensor behind: not by training, tuning, looking, nor by being rebuilt.', async () => {
  const before = tf.memory().numTensors;
  for (const experiment of EXPERIMENTS.slice(0, 100))
    await withTrainers(experiment, async (tfjs) => {
      await tfjs.train(2);
      await tfjs.read({ metrics: true, parameters: true, boundarySize: 5, mapSize: 3 });
      const inUse = tf.memory().numTensors;
      const network = firstNetwork(experiment);
      for (const id of OPTIMIZER_IDS) {
        tfjs.tune({ ...network, optimizer: { ...DEFAULT_OPTIMIZER, id, learningRate: 0.01 }, batchSize: 3 });
        await tfjs.train(3);
        await tfjs.load(await tfjs.save());
      }
      tfjs.tune(network);
      await tfjs.train(1);
      await tfjs.read({ metrics: true, parameters: true, boundarySize: 5, mapSize: 3 });
      // The rows, targets and rate of an epoch are there, or not, where one has just ended.
      expect(Math.abs(tf.memory().numTensors - inUse)).toBeLessThanOrEqual(3);
    });
  expect(tf.memory().numTensors).toBe(before);
}, 60_000);
