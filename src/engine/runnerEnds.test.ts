/** How a run ends by itself: early stopping, and figures that are no numbers any more. And what becomes of '1 epoch' when its batches change. */
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../domain/defaultExperiment';
import type { EarlyStopping, Experiment } from '../domain/experiment';
import type { NotFinite } from '../protocol/messages';
import { createRunnerBench, figures, network, withNetwork } from './testing/createRunnerBench';
import type { BenchOptions } from './testing/createRunnerBench';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const createBench = (options: BenchOptions = {}) => createRunnerBench(nextTurn, options);
const FAST = { type: 'speed/set', epochsPerSecond: Infinity } as const;

const withEarlyStopping = (earlyStopping: EarlyStopping): Experiment => ({
  ...withNetwork({ optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 0.3 } })(DEFAULT_EXPERIMENT),
  data: { ...DEFAULT_EXPERIMENT.data, noise: 0.3, samples: 60 },
  stop: { epochs: null, target: null, earlyStopping },
});

test('Early stopping ends a run when the metric has not been better for as many epochs as it is patient, as the curve shows.', async () => {
  const bench = createBench();
  await bench.load(withEarlyStopping({ metric: 'valLoss', patience: 7, restoreBest: false }));
  await bench.after(20_000, FAST, { type: 'run/play' });
  const { rows, epoch, metrics, parameters } = network(await bench.look());
  const losses = rows.slice(1).map(({ valLoss }) => valLoss);
  const bestEpoch = 1 + losses.indexOf(Math.min(...losses));
  expect(bench.status).toMatchObject({
    trainer: 'done',
    cause: { code: 'earlyStopped', network: 0, epoch: bestEpoch + 7, bestEpoch, isRestored: false },
  });
  expect([epoch, metrics.epoch]).toEqual([bestEpoch + 7, bestEpoch + 7]);
  // Going on, it is patient once more.
  await bench.after(20_000, { type: 'run/play' });
  expect(bench.status).toMatchObject({ trainer: 'done', cause: { code: 'earlyStopped' } });
  expect(network(await bench.look()).epoch).toBeGreaterThanOrEqual(epoch + 7);
  expect(network(await bench.look()).parameters).not.toEqual(parameters);
});

test('Restoring the best brings back the weights and figures of the best epoch; epochs go on being counted.', async () => {
  const rule = { metric: 'valLoss', patience: 7, restoreBest: true } as const;
  const bench = createBench();
  await bench.load(withEarlyStopping(rule));
  await bench.after(20_000, FAST, { type: 'run/play' });
  const { cause } = bench.status ?? {};
  if (cause?.code !== 'earlyStopped') throw new Error('it did not stop early');
  expect(cause.isRestored).toBe(true);
  const stopped = network(await bench.look());
  expect([stopped.epoch, stopped.metrics.epoch]).toEqual([cause.epoch, cause.bestEpoch]);
  expect(stopped.rows.at(-1)?.epoch).toBe(cause.epoch);

  const other = createBench();
  await other.load({
    ...withEarlyStopping(rule),
    stop: { epochs: cause.bestEpoch, target: null, earlyStopping: null },
  });
  await other.after(20_000, FAST, { type: 'run/play' });
  const best = network(await other.look());
  expect(stopped.parameters).toEqual(best.parameters);
  expect(figures(stopped.metrics)).toEqual(figures(best.metrics));
  await bench.after(50, { type: 'run/epoch' });
  expect(network(await bench.look()).metrics.epoch).toBe(cause.epoch + 1);
});

test('A metric of which more is better is watched upwards, and a new rule begins to watch anew.', async () => {
  const bench = createBench();
  await bench.load(withEarlyStopping({ metric: 'accuracy', patience: 3, restoreBest: false }));
  await bench.after(20_000, FAST, { type: 'run/play' });
  const { rows } = network(await bench.look());
  const accuracies = rows.slice(1).map(({ accuracy }) => accuracy);
  const bestEpoch = 1 + accuracies.indexOf(Math.max(...accuracies));
  expect(bench.status?.cause).toMatchObject({ code: 'earlyStopped', epoch: bestEpoch + 3, bestEpoch });
  const earlyStopping = { metric: 'accuracy', patience: 5, restoreBest: false } as const;
  await bench.change((experiment) => ({ ...experiment, stop: { ...experiment.stop, earlyStopping } }));
  await bench.after(20_000, { type: 'run/play' });
  expect(network(await bench.look()).epoch).toBeGreaterThanOrEqual(bestEpoch + 3 + 6);
});

/** Breaks within a few steps: the error of a steep linear output feeds on itself. */
const BREAKING = withNetwork({
  loss: 'meanSquaredError',
  output: { activation: { id: 'linear', alpha: 0.1 }, bias: true, frozen: false, draw: 0 },
  optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 3 },
});

/** The last step after which loss and weights are finite, found one step at a time. */
async function findLastFinite(experiment: Experiment) {
  const { createCpuTrainer } = await import('./cpu/createCpuTrainer');
  const { buildTrainingData } = await import('./buildTrainingData');
  const trainer = createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) });
  let last = await trainer.save();
  for (;;) {
    await trainer.train(1);
    const reading = await trainer.read({ metrics: true, parameters: true, boundarySize: 0, mapSize: 0 });
    if (!Number.isFinite(reading.metrics?.loss) || !reading.parameters.every(Number.isFinite)) return last;
    last = await trainer.save();
  }
}

/** Trains, looked at as a page looks, until it ends. */
async function playToEnd(bench: ReturnType<typeof createBench>): Promise<void> {
  await bench.after(1, FAST, { type: 'run/play' });
  while (bench.status?.trainer === 'training') {
    await bench.look();
    await bench.after(4);
  }
}

test.each([0.05, 0.4])(
  'A run that breaks stands at its last finite weights and says what was measured there (%d ms a step).',
  async (stepMs) => {
    const experiment = BREAKING(DEFAULT_EXPERIMENT);
    const last = await findLastFinite(experiment);
    const bench = createBench({ stepMs });
    await bench.load(experiment);
    await playToEnd(bench);
    expect(bench.status?.trainer).toBe('diverged');
    const seen = network(await bench.look(10, 5));
    expect(seen.parameters).toEqual(last.parameters);
    expect(seen.step).toBe(last.cursor.step);
    expect(seen.boundary.every(Number.isFinite)).toBe(true);
    // A diverged status has this cause and no other.
    const cause = bench.status?.cause as NotFinite;
    expect(cause).toMatchObject({
      code: 'notFinite',
      network: 0,
      epoch: seen.epoch,
      step: seen.step,
      rate: 3,
    });
    expect(cause.largestWeight).toBe(last.parameters.reduce((most, w) => Math.max(most, Math.abs(w)), 0));
    expect(cause.largestWeight).toBeGreaterThan(1e3);
    expect(cause.largestGradient).toBeGreaterThan(1e3);
  },
);

test('A run that breaks while nobody looks is noticed within a second, and stands at the same weights.', async () => {
  const last = await findLastFinite(BREAKING(DEFAULT_EXPERIMENT));
  const bench = createBench({ stepMs: 1 });
  await bench.load(BREAKING(DEFAULT_EXPERIMENT));
  await bench.after(last.cursor.step + 2200, FAST, { type: 'run/play' });
  expect(bench.status?.trainer).toBe('diverged');
  expect(network(await bench.look()).parameters).toEqual(last.parameters);
});

test('A run that broke goes on once it is tuned, from where it stood, and not before.', async () => {
  const bench = createBench();
  await bench.load(BREAKING(DEFAULT_EXPERIMENT));
  await playToEnd(bench);
  const broken = network(await bench.look());
  await bench.after(100, { type: 'run/play' });
  expect(bench.status?.trainer).toBe('diverged');
  await bench.change(withNetwork({ optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 1e-5 } }));
  expect(bench.status).toMatchObject({ trainer: 'paused', cause: null });
  expect(network(await bench.look()).step).toBe(broken.step);
  await bench.after(5, { type: 'run/step' });
  expect(network(await bench.look()).step).toBe(broken.step + 1);
});

test('The rate that is told is the schedule’s of that epoch.', async () => {
  const optimizer = {
    ...DEFAULT_OPTIMIZER,
    learningRate: 10,
    schedule: { id: 'exponential', everyEpochs: 1, factor: 0.999 },
  } as const;
  const bench = createBench();
  await bench.load(withNetwork({ optimizer, batchSize: 200 })(BREAKING(DEFAULT_EXPERIMENT)));
  await playToEnd(bench);
  const cause = bench.status?.cause as NotFinite;
  expect(cause.epoch).toBeGreaterThan(0);
  expect(cause.rate).toBeCloseTo(10 * 0.999 ** cause.epoch, 12);
});

test('An epoch that was asked for ends at its end though the batch size changes on the way; so do two, and a step after them.', async () => {
  for (const batchSize of [1, 7, 64, 4000]) {
    const bench = createBench({ stepMs: 10 });
    await bench.load();
    await bench.after(30, { type: 'run/epoch' });
    expect(bench.status?.trainer).toBe('training');
    await bench.change(withNetwork({ batchSize }), 10_000);
    expect(bench.status?.trainer).toBe('paused');
    expect(network(await bench.look())).toMatchObject({ epoch: 1, stepInEpoch: 0, metrics: { epoch: 1 } });
  }
  const bench = createBench({ stepMs: 10 });
  await bench.load();
  await bench.after(30, { type: 'run/epoch' }, { type: 'run/epoch' }, { type: 'run/step' });
  await bench.change(withNetwork({ batchSize: 50 }), 10_000);
  expect(network(await bench.look())).toMatchObject({ epoch: 2, stepInEpoch: 1 });
});
