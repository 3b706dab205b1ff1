/** The perceptron on the logic gates, as the textbook has it, in both engines that are there without a GPU. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { Experiment } from '../../domain/experiment';
import type { DataSetId } from '../../domain/ids';
import { buildTrainingData } from '../buildTrainingData';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import type { Trainer } from '../trainer';
import { createTfjsTrainer } from './createTfjsTrainer';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

const perceptron = (kind: DataSetId, seed: number, batchSize: number): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  data: { ...DEFAULT_EXPERIMENT.data, kind },
  networks: DEFAULT_EXPERIMENT.networks.map((network) => ({
    ...network,
    hidden: [],
    output: { activation: { id: 'step', alpha: 0.1 }, bias: true, frozen: false, draw: 0 },
    loss: 'perceptron',
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 0.1 },
    seed,
    batchSize,
  })),
});

const build = (
  experiment: Experiment,
  factory: (setup: Parameters<typeof createTfjsTrainer>[0]) => Trainer,
) => factory({ experiment, index: 0, data: buildTrainingData(experiment) });

/** The first epoch at whose end all four points are right, or Infinity within `limit` epochs. */
async function findEpochOfSuccess(trainer: Trainer, stepsPerEpoch: number, limit: number): Promise<number> {
  const request = { metrics: true, parameters: false, boundarySize: 0, mapSize: 0 };
  for (let epoch = 1; epoch <= limit; epoch++) {
    await trainer.train(stepsPerEpoch);
    const { metrics } = await trainer.read(request);
    expect(metrics?.valAccuracy).toBe(metrics?.accuracy);
    if (metrics?.accuracy === 1) return epoch;
  }
  return Infinity;
}

test('AND, OR and NAND are solved from every seed, one sample a step or the mean of all four; XOR never is.', async () => {
  for (let seed = 1; seed <= 20; seed++)
    for (const [batchSize, limit] of [
      [1, 30],
      [4, 120],
    ] as const) {
      const steps = 4 / batchSize;
      for (const kind of ['gateAnd', 'gateOr', 'gateNand'] as const) {
        const trainer = build(perceptron(kind, seed, batchSize), createCpuTrainer);
        expect(await findEpochOfSuccess(trainer, steps, limit), `${kind} ${seed}`).toBeLessThanOrEqual(limit);
      }
      const xor = build(perceptron('gateXor', seed, batchSize), createCpuTrainer);
      expect(await findEpochOfSuccess(xor, steps, 300)).toBe(Infinity);
    }
});

test('Once all points are right nothing moves any more, and each step before is w + η(y − p)x.', async () => {
  const trainer = build(perceptron('gateAnd', 3, 1), createCpuTrainer);
  const weights = async () => [...(await trainer.save()).parameters];
  const changes = new Set<string>();
  for (let step = 0; step < 400; step++) {
    const before = await weights();
    await trainer.train(1);
    const after = await weights();
    changes.add(after.map((w, at) => (w - (before[at] ?? NaN)).toFixed(4)).join(' '));
  }
  for (const change of changes) {
    // A wrong sample adds or takes ±η times its inputs (0 or 1) and the constant 1 of the bias.
    const parts = change.split(' ').map(Number);
    const bias = parts[2] ?? NaN;
    expect([-0.1, 0, 0.1]).toContain(bias);
    for (const part of parts.slice(0, 2)) expect([0, bias]).toContain(part === 0 ? 0 : part);
  }
  const solved = await weights();
  await trainer.train(40);
  expect(await weights()).toEqual(solved);
});

test('tfjs takes the same steps to the same solution.', async () => {
  for (const kind of ['gateAnd', 'gateOr', 'gateNand', 'gateXor'] as const) {
    const [ours, plain] = [createTfjsTrainer, createCpuTrainer].map((factory) =>
      build(perceptron(kind, 5, 1), factory),
    );
    if (!ours || !plain) throw new Error('there are two');
    for (const trainer of [ours, plain]) await trainer.train(60);
    const [a, b] = [(await ours.save()).parameters, (await plain.save()).parameters];
    a.forEach((value, at) => expect(value).toBeCloseTo(b[at] ?? NaN, 5));
    const request = { metrics: true, parameters: false, boundarySize: 5, mapSize: 0 };
    const [seen, expected] = [await ours.read(request), await plain.read(request)];
    expect(seen.metrics?.accuracy).toBe(expected.metrics?.accuracy);
    expect(seen.boundary).toEqual(expected.boundary);
    ours.dispose();
  }
});
