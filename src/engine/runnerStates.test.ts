/** What becomes of a run's weights when the experiment or the worker under it is another: undo, reinitialising, weights by hand, going on elsewhere. */
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../domain/defaultExperiment';
import { reinitializeLayer, setWeight } from '../domain/editWeights';
import type { Experiment } from '../domain/experiment';
import { buildInitialParameters } from '../domain/initialParameters';
import { layoutParams } from '../domain/paramLayout';
import { createRunnerBench, figures, network, withNetwork } from './testing/createRunnerBench';
import type { BenchOptions } from './testing/createRunnerBench';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const createBench = (options: BenchOptions = {}) => createRunnerBench(nextTurn, options);
const EPOCHS = { epochs: 10, target: null, earlyStopping: null };
const withMomentum = withNetwork({
  optimizer: { ...DEFAULT_OPTIMIZER, id: 'momentum', learningRate: 0.01 },
});
const withoutLastLayer = (experiment: Experiment): Experiment => ({
  ...experiment,
  networks: experiment.networks.map((spec) => ({ ...spec, hidden: spec.hidden.slice(0, -1) })),
});
const stepsOf = (count: number) => Array.from({ length: count }, () => ({ type: 'run/step' }) as const);

test('Undoing a removed layer brings the run back as it was: weights, optimiser, epoch and number; redo too.', async () => {
  const start = withMomentum({ ...DEFAULT_EXPERIMENT, stop: EPOCHS });
  const alone = createBench();
  await alone.load(start);
  await alone.after(900, { type: 'run/play' });

  const bench = createBench();
  await bench.load(start);
  await bench.after(50, { type: 'run/epoch' });
  await bench.after(50, ...stepsOf(7));
  const before = await bench.look();
  const { revision } = bench;
  await bench.change(withoutLastLayer);
  await bench.after(50, { type: 'run/epoch' });
  const without = await bench.look();
  expect(without.run).toBe(before.run + 1);
  const left = bench.revision;

  await bench.change(() => start, 0, revision);
  const back = await bench.look();
  expect(back.run).toBe(before.run);
  expect(back.trainer).toBe('paused');
  expect(network(back)).toMatchObject({ step: 27, epoch: 1, stepInEpoch: 7 });
  expect(network(back).parameters).toEqual(network(before).parameters);
  expect(network(back).metrics).toEqual(network(before).metrics);

  await bench.change(withoutLastLayer, 0, left);
  const again = await bench.look();
  expect([again.run, network(again).step]).toEqual([without.run, 20]);
  expect(network(again).parameters).toEqual(network(without).parameters);

  await bench.change(() => start, 0, bench.revision - 1);
  await bench.after(900, { type: 'run/play' });
  expect(network(await bench.look()).parameters).toEqual(network(await alone.look()).parameters);
  // A run that begins now has a number that none has had.
  await bench.after(0, { type: 'run/reset' });
  expect((await bench.look()).run).toBe(without.run + 1);
});

test('A revision of which nothing is kept starts the run anew, as any rebuild.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(50, { type: 'run/epoch' });
  await bench.change(withoutLastLayer);
  await bench.change(() => DEFAULT_EXPERIMENT, 0, 99);
  expect(network(await bench.look())).toMatchObject({ step: 0, epoch: 0 });
  // What was left at revision 1 is of another shape than what it would have to fit.
  await bench.change(withNetwork({ hidden: [] }), 0, 1);
  const small = network(await bench.look());
  expect([small.step, small.parameters.length]).toEqual([0, 3]);
  expect(bench.alive).toBe(1);
});

test('Reinitialising a layer on the way draws its weights alone, and forgets its momentum alone; undo brings the old ones back.', async () => {
  const bench = createBench();
  await bench.load(withMomentum(DEFAULT_EXPERIMENT));
  await bench.after(50, { type: 'run/epoch' });
  const before = await bench.look();
  const slotsBefore = bench.saved.at(-1)?.states[0]?.slots[0];
  const { revision } = bench;
  await bench.change((experiment) => reinitializeLayer(experiment, 0, 1));
  const after = await bench.look();
  expect([after.run, network(after).step]).toEqual([before.run, 20]);
  const { layers } = layoutParams(bench.experiment, 0);
  const [first, end] = [layers[1]?.kernelOffset ?? NaN, layers[2]?.kernelOffset ?? NaN];
  const drawn = buildInitialParameters(bench.experiment, 0);
  const slots = bench.saved.at(-1)?.states[0]?.slots[0];
  network(after).parameters.forEach((value, at) => {
    const isInLayer = at >= first && at < end;
    expect(value).toBe(isInLayer ? drawn[at] : network(before).parameters[at]);
    expect(slots?.[at]).toBe(isInLayer ? 0 : slotsBefore?.[at]);
  });
  expect(network(after).metrics.loss).not.toBe(network(before).metrics.loss);
  await bench.after(50, { type: 'run/step' });
  await bench.change(() => withMomentum(DEFAULT_EXPERIMENT), 0, revision);
  expect(network(await bench.look()).parameters).toEqual(network(before).parameters);
});

test('A weight set by hand at step 0 is part of the run from its beginning and comes again with Reset; one set on the way does not.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.change((experiment) => setWeight(experiment, 0, 5, 1.5));
  const started = network(await bench.look());
  expect([started.step, started.parameters[5]]).toEqual([0, 1.5]);
  expect(started.rows.map(({ epoch }) => epoch)).toEqual([0]);
  const other = createBench();
  await other.load(setWeight(DEFAULT_EXPERIMENT, 0, 5, 1.5));
  expect(figures(network(await other.look()).metrics)).toEqual(figures(started.metrics));

  await bench.after(50, { type: 'run/epoch' });
  const trained = network(await bench.look());
  await bench.after(0, { type: 'weights/set', network: 0, parameter: 7, value: -2 });
  const set = network(await bench.look());
  expect(set.step).toBe(20);
  expect(set.parameters[7]).toBe(-2);
  expect(set.parameters.filter((_, at) => at !== 7)).toEqual(trained.parameters.filter((_, at) => at !== 7));
  expect(set.metrics.loss).not.toBe(trained.metrics.loss);
  expect(set.metrics.epoch).toBe(1);

  await bench.change((experiment) => setWeight(experiment, 0, 9, 3));
  expect(network(await bench.look())).toMatchObject({ step: 20 });
  expect(network(await bench.look()).parameters[9]).toBe(3);
  await bench.after(0, { type: 'run/reset' });
  const reset = network(await bench.look()).parameters;
  expect([reset[5], reset[9]]).toEqual([1.5, 3]);
  expect(reset[7]).toBe(buildInitialParameters(DEFAULT_EXPERIMENT, 0)[7]);
});

test('A parameter or a network that there is not changes nothing.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(50, { type: 'run/epoch' });
  const before = network(await bench.look());
  await bench.after(0, { type: 'weights/set', network: 0, parameter: 37, value: 1 });
  await bench.after(0, { type: 'weights/set', network: 1, parameter: 0, value: 1 });
  expect(bench.status?.trainer).toBe('paused');
  expect(network(await bench.look()).parameters).toEqual(before.parameters);
});

test('While it trains, its state is told every two seconds at most, and whenever it rests.', async () => {
  const bench = createBench({ stepMs: 1 });
  await bench.load();
  const atStart = bench.saved.length;
  expect(bench.saved.at(-1)?.states[0]?.cursor.step).toBe(0);
  await bench.after(9000, { type: 'run/play' });
  const told = bench.saved.length - atStart;
  expect(told).toBeGreaterThanOrEqual(4);
  expect(told).toBeLessThanOrEqual(6);
  await bench.after(10, { type: 'run/pause' });
  expect(bench.saved.at(-1)?.states[0]?.cursor.step).toBe(network(await bench.look()).step);
  const atRest = bench.saved.length;
  await bench.after(5000);
  await bench.look(20, 5);
  expect(bench.saved.length).toBe(atRest);
});

test('Another worker goes on from what was told, to the same bytes, under the same number of the run.', async () => {
  const start = withMomentum({ ...DEFAULT_EXPERIMENT, stop: EPOCHS });
  const alone = createBench();
  await alone.load(start);
  await alone.after(900, { type: 'run/play' });

  const dying = createBench();
  await dying.load(start);
  await dying.after(0, { type: 'run/reset' });
  await dying.after(50, { type: 'run/epoch' });
  await dying.after(50, ...stepsOf(5));
  const saved = dying.saved.at(-1);
  expect(saved).toMatchObject({ revision: 1, run: 2 });
  const next = createBench();
  await next.load(start, structuredClone(saved));
  const seen = await next.look();
  expect([seen.run, seen.trainer, network(seen).step]).toEqual([2, 'paused', 25]);
  expect(network(seen).rows.map(({ epoch }) => epoch)).toEqual([1]);
  await next.after(900, { type: 'run/play' });
  expect(network(await next.look()).parameters).toEqual(network(await alone.look()).parameters);
  expect(next.status).toMatchObject({ trainer: 'done', cause: { code: 'epochsReached', epoch: 10 } });
});

test('A saved run that is not the experiment’s is not gone on with.', async () => {
  const dying = createBench();
  await dying.load();
  await dying.after(50, { type: 'run/epoch' });
  const next = createBench();
  await next.load(withoutLastLayer(DEFAULT_EXPERIMENT), dying.saved.at(-1));
  expect(network(await next.look())).toMatchObject({ step: 0, epoch: 0 });
  expect(next.status?.trainer).toBe('paused');
});

test('A weight that is taken out of those set by hand before the first step is the one that was drawn again.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.change((experiment) => setWeight(setWeight(experiment, 0, 5, 1.5), 0, 9, 3));
  await bench.change(() => setWeight(DEFAULT_EXPERIMENT, 0, 9, 3));
  const { parameters } = network(await bench.look());
  expect(parameters[9]).toBe(3);
  expect(parameters[5]).toBe(buildInitialParameters(DEFAULT_EXPERIMENT, 0)[5]);
});
