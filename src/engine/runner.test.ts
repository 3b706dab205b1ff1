import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../domain/defaultExperiment';
import type { EngineInfo } from '../protocol/engineInfo';
import { CPU, createRunnerBench, figures, network, withNetwork } from './testing/createRunnerBench';
import type { BenchOptions } from './testing/createRunnerBench';

const TFJS: EngineInfo = { engine: 'tfjs', backend: 'wasm', adapter: '', reason: 'forced' };
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const createBench = (options: BenchOptions = {}) => createRunnerBench(nextTurn, options);

test('Loading shows epoch 0, evaluated, before any engine is chosen, and then says which engine it is.', async () => {
  const bench = createBench();
  await bench.load();
  expect(bench.statuses.map(({ trainer }) => trainer)).toEqual(['starting', 'paused', 'paused']);
  expect(bench.statuses[1]?.engine?.reason).toBe('firstPicture');
  expect(bench.status?.engine).toEqual(CPU);
  const { metrics, rows, stepsPerEpoch, boundary, maps } = network(await bench.look(25, 10));
  expect(metrics.epoch).toBe(0);
  expect(metrics.loss).toBeGreaterThan(0.3);
  expect(rows).toEqual([metrics]);
  expect(stepsPerEpoch).toBe(20);
  expect(boundary).toHaveLength(625);
  expect(maps).toHaveLength(8 * 100);
});

test('Reset replays the run exactly; a new seed does not.', async () => {
  const bench = createBench();
  await bench.load({ ...DEFAULT_EXPERIMENT, stop: { epochs: 12, target: null, earlyStopping: null } });
  await bench.after(900, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  const first = await bench.look();
  await bench.after(0, { type: 'run/reset' });
  const fresh = await bench.look();
  expect(fresh.run).toBe(first.run + 1);
  expect(fresh.trainer).toBe('paused');
  expect(network(fresh)).toMatchObject({ step: 0, epoch: 0 });
  await bench.after(900, { type: 'run/play' });
  const second = await bench.look();
  expect(network(second).parameters).toEqual(network(first).parameters);
  expect(figures(network(second).metrics)).toEqual(figures(network(first).metrics));
  await bench.change(withNetwork({ seed: 2 }));
  await bench.after(900, { type: 'run/play' });
  expect(network(await bench.look()).parameters).not.toEqual(network(first).parameters);
});

test('Tuning keeps the weights; a rebuild starts a new run that goes on training if it was training.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(100, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  const before = await bench.look();
  await bench.change(
    withNetwork({ optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.001 }, batchSize: 7 }),
    20,
  );
  const tuned = await bench.look();
  expect(tuned.run).toBe(before.run);
  expect(tuned.revision).toBe(2);
  expect(network(tuned).step).toBeGreaterThan(network(before).step);
  expect(network(tuned).stepsPerEpoch).toBe(29);
  await bench.change((experiment) => ({ ...experiment, inputs: ['x1', 'x2', 'x1x2'] }), 20);
  const rebuilt = await bench.look();
  expect(rebuilt.run).toBe(before.run + 1);
  expect(rebuilt.trainer).toBe('training');
  expect(network(rebuilt).parameters.length).toBe(network(before).parameters.length + 4);
  expect(network(rebuilt).rows[0]?.epoch).toBe(0);
  expect(bench.alive).toBe(1);
});

test('Tuning before the first step gives the run that these settings would have had from the start.', async () => {
  const changed = withNetwork({
    loss: 'hinge',
    output: { activation: { id: 'tanh', alpha: 0.1 }, bias: true, frozen: false, draw: 0 },
  });
  const bench = createBench();
  await bench.load();
  await bench.change(changed);
  const other = createBench();
  await other.load(changed(DEFAULT_EXPERIMENT));
  expect(figures(network(await bench.look()).metrics)).toEqual(figures(network(await other.look()).metrics));
});

test('Choosing another engine in mid-run goes on from exactly where it stood.', async () => {
  const alone = createBench();
  await alone.load({ ...DEFAULT_EXPERIMENT, stop: { epochs: 10, target: null, earlyStopping: null } });
  await alone.after(500, { type: 'run/play' });
  const plans = [CPU];
  const bench = createBench({ plans });
  await bench.load({ ...DEFAULT_EXPERIMENT, stop: { epochs: 10, target: null, earlyStopping: null } });
  await bench.after(4, { type: 'run/play' });
  expect(bench.status?.trainer).toBe('training');
  plans.splice(0, 1, TFJS);
  await bench.after(500, { type: 'engine/choose', choice: { engine: 'tfjs', backend: 'wasm' } });
  expect(bench.status).toMatchObject({ trainer: 'done', engine: TFJS });
  expect(network(await bench.look()).parameters).toEqual(network(await alone.look()).parameters);
  expect(bench.alive).toBe(1);
});

test('Where the chosen engine does not start, the next one goes on and the reason says so.', async () => {
  const bench = createBench({
    plans: [TFJS, { ...CPU, reason: 'unavailable' }],
    startError: new Error('no backend'),
  });
  await bench.load();
  expect(bench.status).toMatchObject({ trainer: 'paused', engine: { engine: 'cpu', reason: 'unavailable' } });
  await bench.after(50, { type: 'run/epoch' });
  expect(network(await bench.look()).epoch).toBe(1);
});

test('A loss that is not a number stops the run as diverged; Reset revives it.', async () => {
  const bench = createBench();
  await bench.load(
    withNetwork({
      loss: 'meanSquaredError',
      output: { activation: { id: 'linear', alpha: 0.1 }, bias: true, frozen: false, draw: 0 },
      optimizer: { ...DEFAULT_OPTIMIZER, id: 'sgd', learningRate: 10 },
    })(DEFAULT_EXPERIMENT),
  );
  await bench.after(3000, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  expect(bench.status).toMatchObject({ trainer: 'diverged', cause: { code: 'notFinite', network: 0 } });
  const { rows } = network(await bench.look());
  expect(rows.every(({ loss }) => Number.isFinite(loss))).toBe(true);
  await bench.after(10, { type: 'run/play' });
  expect(bench.status?.trainer).toBe('diverged');
  await bench.after(10, { type: 'run/reset' });
  expect(bench.status).toMatchObject({ trainer: 'paused', cause: null });
  expect(network(await bench.look()).metrics.loss).toBeGreaterThan(0);
});

test('An error of the engine is told, frees everything, and Reset revives the run with the waiting request answered.', async () => {
  const bench = createBench({ failAtStep: 40 });
  await bench.load();
  await bench.after(100, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  expect(bench.status).toMatchObject({
    trainer: 'failed',
    cause: { code: 'engineFailed', detail: 'the engine broke' },
  });
  expect(bench.alive).toBe(0);
  await bench.after(10, { type: 'snapshot/request', request: { boundarySize: 0, mapSize: 0 } });
  expect(bench.snapshots).toHaveLength(0);
  await bench.after(10, { type: 'run/reset' });
  expect(bench.status?.trainer).toBe('paused');
  expect(bench.snapshots).toHaveLength(1);
});

test('A pause at full speed shows the figures of the epoch that it shows.', async () => {
  const bench = createBench({ stepMs: 0.01 });
  await bench.load();
  await bench.after(0, { type: 'speed/set', epochsPerSecond: Infinity });
  for (let round = 0; round < 6; round++) {
    await bench.after(33, { type: 'run/play' });
    await bench.after(10, { type: 'run/pause' });
    expect(bench.status?.trainer).toBe('paused');
    const { epoch, metrics } = network(await bench.look());
    expect(epoch).toBeGreaterThan(round);
    expect(metrics.epoch).toBe(epoch);
  }
});

test('While training fast, each snapshot has the figures of the epoch that it counts.', async () => {
  const bench = createBench({ stepMs: 0.01 });
  await bench.load();
  await bench.after(50, { type: 'speed/set', epochsPerSecond: Infinity }, { type: 'run/play' });
  for (let looks = 0; looks < 10; looks++) {
    const { epoch, metrics } = network(await bench.look());
    expect(metrics.epoch).toBe(epoch);
  }
});

test('A slow first look, as one that compiles is, does not keep the page waiting for the next.', async () => {
  const bench = createBench({ pointMs: 0.1 });
  await bench.load();
  await bench.look(100, 10);
  await bench.after(0, { type: 'run/play' });
  const before = bench.now;
  await bench.look(25, 10);
  expect(bench.now - before).toBeLessThan(500);
});

test('Every epoch is on the curve where evaluating costs little, whoever looks.', async () => {
  const bench = createBench();
  await bench.load();
  await bench.after(1000, { type: 'speed/set', epochsPerSecond: 10 }, { type: 'run/play' });
  const { rows } = network(await bench.look());
  expect(rows.map(({ epoch }) => epoch)).toEqual(rows.map((_, at) => at + (rows[0]?.epoch ?? 0)));
  expect(rows.length).toBeGreaterThanOrEqual(9);
});
