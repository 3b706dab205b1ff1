import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Snapshot } from '../protocol/snapshot';
import { createRunnerBench, figures, network } from './testing/createRunnerBench';
import type { BenchOptions } from './testing/createRunnerBench';

/** 400 samples, half of them trained on, in batches of 10. */
const STEPS_PER_EPOCH = 20;
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const createBench = (options: BenchOptions = {}) => createRunnerBench(nextTurn, options);

test('At a speed that the engine can hold, exactly that many steps are taken.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(0, { type: 'speed/set', epochsPerSecond: 10 });
  await bench.after(3000, { type: 'run/play' });
  const { step } = network(await bench.look());
  expect(Math.abs(step - 600)).toBeLessThanOrEqual(2);
  expect((await bench.look()).stepsPerSecond).toBeGreaterThan(190);
  expect((await bench.look()).stepsPerSecond).toBeLessThan(210);
});

test('One step a second is one step a second.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(0, { type: 'speed/set', epochsPerSecond: 1 / STEPS_PER_EPOCH });
  await bench.after(4500, { type: 'run/play' });
  const snapshot = await bench.look();
  expect(network(snapshot).step).toBe(4);
  expect(snapshot.stepsPerSecond).toBeCloseTo(1, 1);
});

test('A slow engine owes no more than a chunk, so a lower speed acts at once.', async () => {
  const bench = createBench({ stepMs: 150 });
  await bench.load();
  await bench.after(0, { type: 'speed/set', epochsPerSecond: 10 });
  await bench.after(6000, { type: 'run/play' });
  const before = network(await bench.look()).step;
  await bench.after(2000, { type: 'speed/set', epochsPerSecond: 1 / STEPS_PER_EPOCH });
  const after = network(await bench.look()).step;
  expect(before).toBeGreaterThan(35);
  expect(after - before).toBeLessThanOrEqual(3);
});

test('At full speed chunks grow to about 8 ms, and a pause is obeyed after the present chunk.', async () => {
  const bench = createBench({ stepMs: 0.05 });
  await bench.load();
  await bench.after(0, { type: 'speed/set', epochsPerSecond: Infinity });
  await bench.after(500, { type: 'run/play' });
  expect(Math.max(...bench.chunks)).toBeGreaterThan(120);
  expect(Math.max(...bench.chunks)).toBeLessThanOrEqual(160);
  const before = bench.now;
  await bench.after(0, { type: 'run/pause' });
  expect(bench.now - before).toBeLessThan(9);
  expect(bench.status?.trainer).toBe('paused');
});

test('A step takes one batch and an epoch goes to the end of the present one; both end paused.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(10, { type: 'run/step' });
  await bench.after(10, { type: 'run/step' }, { type: 'run/step' });
  const stepped = network(await bench.look());
  expect([stepped.step, stepped.stepInEpoch, stepped.epoch]).toEqual([3, 3, 0]);
  expect(stepped.metrics.epoch).toBe(0);
  await bench.after(50, { type: 'run/epoch' });
  expect(bench.status?.trainer).toBe('paused');
  const first = network(await bench.look());
  expect([first.step, first.stepInEpoch, first.epoch, first.metrics.epoch]).toEqual([20, 0, 1, 1]);
  await bench.after(50, { type: 'run/epoch' });
  const second = network(await bench.look());
  expect([second.step, second.epoch, second.metrics.epoch, second.metrics.samples]).toEqual([40, 2, 2, 400]);
  expect(second.rows.map(({ epoch }) => epoch)).toEqual([2]);
});

test('The figures of an epoch are the same whoever looks, however often, at whatever speed.', async () => {
  const runs: Map<number, object>[] = [];
  for (const { stepMs, lookEveryMs, target } of [
    { stepMs: 0.05, lookEveryMs: 3, target: false },
    { stepMs: 0.31, lookEveryMs: 16, target: false },
    { stepMs: 0.002, lookEveryMs: 700, target: false },
    { stepMs: 1.7, lookEveryMs: 5, target: true },
  ]) {
    const bench = createBench({ stepMs });
    await bench.load({
      ...DEFAULT_EXPERIMENT,
      stop: { epochs: 30, target: target ? { metric: 'accuracy', value: 1.1 } : null, earlyStopping: null },
    });
    await bench.after(0, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
    const seen = new Map<number, object>();
    const note = (snapshot: Snapshot) =>
      network(snapshot).rows.forEach((row) => seen.set(row.epoch, figures(row)));
    while (bench.status?.trainer !== 'done') {
      note(await bench.look());
      await bench.after(lookEveryMs);
    }
    note(await bench.look());
    expect(seen.has(30)).toBe(true);
    if (target) expect(seen.size).toBe(31);
    runs.push(seen);
  }
  const [, , , reference] = runs;
  for (const run of runs) for (const [epoch, metrics] of run) expect(metrics).toEqual(reference?.get(epoch));
});

test('A run stops at its number of epochs, evaluated; playing again goes on past it.', async () => {
  const bench = createBench();
  await bench.load({ ...DEFAULT_EXPERIMENT, stop: { epochs: 5, target: null, earlyStopping: null } });
  await bench.after(500, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  expect(bench.status).toMatchObject({ trainer: 'done', cause: { code: 'epochsReached', epoch: 5 } });
  expect(network(await bench.look()).metrics).toMatchObject({ epoch: 5, step: 100 });
  await bench.after(500, { type: 'run/play' });
  expect(bench.status?.trainer).toBe('training');
  expect(network(await bench.look()).epoch).toBeGreaterThan(5);
});

test('A target stops a run at the first epoch that reaches it, once, though nobody looks.', async () => {
  const bench = createBench();
  await bench.load({
    ...DEFAULT_EXPERIMENT,
    stop: { epochs: null, target: { metric: 'valAccuracy', value: 0.95 }, earlyStopping: null },
  });
  await bench.after(2000, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  const { metrics, rows } = network(await bench.look());
  expect(bench.status).toMatchObject({
    trainer: 'done',
    cause: { code: 'targetReached', epoch: metrics.epoch },
  });
  expect(metrics.valAccuracy).toBeGreaterThanOrEqual(0.95);
  expect(rows.filter(({ valAccuracy }) => valAccuracy >= 0.95)).toEqual([metrics]);
  await bench.after(100, { type: 'run/play' });
  expect(bench.status?.trainer).toBe('training');
});

test('While training, looking takes a fifth of the time at most, with coarser grids; at rest the grid is as asked.', async () => {
  const bench = createBench({ stepMs: 1, pointMs: 0.01 });
  await bench.load();
  await bench.after(0, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  const startMs = bench.now;
  let lookMs = 0;
  const sizes: number[] = [];
  while (bench.now - startMs < 5000) {
    const { boundarySize, mapSize } = network(await bench.look(100, 30));
    lookMs += (boundarySize ** 2 + mapSize ** 2) * 0.01;
    sizes.push(boundarySize);
    expect(boundarySize).toBeGreaterThanOrEqual(25);
    expect(mapSize).toBeGreaterThanOrEqual(10);
  }
  expect(lookMs / (bench.now - startMs)).toBeLessThan(0.22);
  expect(sizes.at(-1)).toBe(25);
  expect(sizes.length).toBeGreaterThan(100);
  await bench.after(50, { type: 'run/pause' });
  expect(network(await bench.look(100, 30)).boundarySize).toBe(100);
});

test('At rest the same look costs nothing, and its rows come once.', async () => {
  const bench = createBench({ pointMs: 1 });
  await bench.load();
  const first = await bench.look(25, 0);
  const before = bench.now;
  const second = await bench.look(25, 0);
  expect(bench.now - before).toBeLessThan(100);
  expect(network(second).boundary).toEqual(network(first).boundary);
  expect([network(first).rows.length, network(second).rows.length]).toEqual([1, 0]);
});

test('Rows of a run at which nobody looks are bounded, and the newest is among them.', async () => {
  const bench = createBench({ stepMs: 0.002 });
  await bench.load({
    ...DEFAULT_EXPERIMENT,
    stop: { epochs: 5000, target: { metric: 'accuracy', value: 2 }, earlyStopping: null },
  });
  await bench.after(2000, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  const { rows, metrics } = network(await bench.look());
  expect(metrics.epoch).toBe(5000);
  expect(rows.length).toBeLessThanOrEqual(2048);
  expect(rows.length).toBeGreaterThan(1000);
  expect(rows.at(-1)).toEqual(metrics);
});
