/** The generated engine against the plain reference: figures, gradients, steps, and what must never change a byte. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { SCHEDULE_IDS } from '../../domain/ids';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import type { FloatArrayConstructor } from '../cpu/floatArray';
import type { Trainer, TrainerState } from '../trainer';
import { buildWasmTrainer, createWasmTrainer } from './createWasmTrainer';
import { countMemories } from './memoryPool';
import { anyExperiment, experimentWith, networkOf } from './testing/anyExperiment';

const SEED = Number(process.env.FC_SEED ?? 20240601);

const reference = (experiment: Experiment, ArrayType: FloatArrayConstructor = Float32Array): Trainer =>
  createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) }, ArrayType);

const norm = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));
const gap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  norm(Array.from(a, (value, index) => value - (b[index] ?? NaN)));

/** Each layer's part of an array laid out as parameters are. */
function byLayer(experiment: Experiment, values: Float32Array): Float32Array[] {
  const { layers, count } = layoutParams(experiment, 0);
  return layers.map(({ kernelOffset }, index) =>
    values.slice(kernelOffset, layers[index + 1]?.kernelOffset ?? count),
  );
}

const ALL = { metrics: true, parameters: true, boundarySize: 10, mapSize: 5 };

describe('the WebAssembly engine', { timeout: 60_000 }, () => {
  it('agrees with the reference in losses, predictions and maps, and in gradients to 1e-4 of each layer’s norm', async () => {
    await fc.assert(
      fc.asyncProperty(anyExperiment, async (drawn) => {
        // Momentum's first velocity is the gradient itself, with penalties, and clipped.
        const network = networkOf(drawn);
        const optimizer = { ...network.optimizer, id: 'momentum', learningRate: 0.001 } as const;
        const experiment = experimentWith({ ...network, optimizer }, drawn);
        const ours = await createWasmTrainer(experiment, 0);
        const theirs = reference(experiment);
        const [mine, other] = [await ours.read(ALL), await theirs.read(ALL)];
        expect(mine.parameters).toEqual(other.parameters);
        const scale = Math.max(1, norm(other.boundary) / 10);
        expect(gap(mine.boundary, other.boundary)).toBeLessThan(1e-5 * scale * 10);
        expect(gap(mine.maps, other.maps)).toBeLessThan(1e-5 * Math.max(1, norm(other.maps)));
        expect(mine.metrics?.loss).toBeCloseTo(other.metrics?.loss ?? NaN, 4);
        expect(mine.metrics?.valLoss).toBeCloseTo(other.metrics?.valLoss ?? NaN, 4);

        await ours.train(1);
        await theirs.train(1);
        const [a, b] = [await ours.save(), await theirs.save()];
        expect(a.cursor).toEqual(b.cursor);
        const theirLayers = byLayer(experiment, b.slots[0] ?? new Float32Array());
        byLayer(experiment, a.slots[0] ?? new Float32Array()).forEach((layer, index) => {
          const other = theirLayers[index] ?? new Float32Array();
          expect(gap(layer, other)).toBeLessThanOrEqual(1e-4 * norm(other) + 1e-9);
        });
        ours.dispose();
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  it('is after 20 steps within 10 times the gap between the reference in float32 and in float64', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyExperiment, async (experiment) => {
        const trainers = [
          await createWasmTrainer(experiment, 0),
          reference(experiment),
          reference(experiment, Float64Array),
        ];
        const states: TrainerState[] = [];
        for (const trainer of trainers) {
          await trainer.train(20);
          states.push(await trainer.save());
          trainer.dispose();
        }
        const [ours, single, double] = states;
        if (!ours || !single || !double) throw new Error('a trainer gave no state');
        expect(ours.cursor).toEqual(single.cursor);
        if (!double.parameters.every(Number.isFinite)) return;
        compared += 1;
        const rounding = gap(single.parameters, double.parameters);
        const floor = 1e-6 * norm(double.parameters);
        expect(gap(ours.parameters, double.parameters)).toBeLessThanOrEqual(10 * rounding + floor);
        expect(Object.keys(ours.scalars)).toEqual(Object.keys(single.scalars));
        for (const [name, value] of Object.entries(single.scalars))
          expect(ours.scalars[name]).toBeCloseTo(value, 6);
      }),
      { numRuns: 150, seed: SEED },
    );
    expect(compared).toBeGreaterThan(140);
  });

  it('gives identical bytes for every partition of the same steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyExperiment,
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
        async (experiment, parts) => {
          const total = parts.reduce((sum, part) => sum + part, 0);
          const [whole, cut] = [
            await createWasmTrainer(experiment, 0),
            await createWasmTrainer(experiment, 0),
          ];
          await whole.train(total);
          for (const part of parts) {
            await cut.train(part);
            await cut.read(ALL);
          }
          expect(await cut.save()).toEqual(await whole.save());
          whole.dispose();
          cut.dispose();
        },
      ),
      { numRuns: 60, seed: SEED },
    );
  });

  it('goes on from a saved state, mid-epoch, with the bytes of a run that was never interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(anyExperiment, fc.integer({ min: 1, max: 40 }), async (experiment, steps) => {
        const first = await createWasmTrainer(experiment, 0);
        await first.train(steps);
        const second = await createWasmTrainer(experiment, 0);
        await second.load(await first.save());
        await first.train(25);
        await second.train(25);
        expect(await second.save()).toEqual(await first.save());
        first.dispose();
        second.dispose();
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it('goes on where the reference stands, and the reference where it stands', async () => {
    const experiment = experimentWith({
      optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 },
    });
    const [ours, theirs] = [await createWasmTrainer(experiment, 0), reference(experiment)];
    await theirs.train(33);
    await ours.load(await theirs.save());
    await ours.train(10);
    await theirs.train(10);
    const [a, b] = [await ours.save(), await theirs.save()];
    expect(gap(a.parameters, b.parameters)).toBeLessThan(1e-5 * norm(b.parameters));
    await theirs.load(a);
    expect((await theirs.save()).slots).toEqual(a.slots);
    expect(a.cursor).toEqual(b.cursor);
    ours.dispose();
  });

  it('has the same bytes whether a batch is one tile or several, so that a tuned batch size leaves no trace', async () => {
    const small = experimentWith({
      batchSize: 7,
      optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 },
    });
    const large = experimentWith({
      batchSize: 45,
      optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 },
    });
    const [tuned, fresh] = [await createWasmTrainer(small, 0), await createWasmTrainer(large, 0)];
    tuned.tune(networkOf(large));
    await tuned.train(31);
    await fresh.train(31);
    expect(await tuned.save()).toEqual(await fresh.save());
    tuned.dispose();
    fresh.dispose();
  });

  it('keeps weights and slots when rates, schedule, clipping, activation, loss or regularisation are tuned, and agrees with the reference afterwards', async () => {
    // Clipped together, so that gradients put aside before a layer was frozen would be seen in the norm.
    const clipping = { id: 'norm', limit: 0.05 } as const;
    const optimizer = { ...DEFAULT_OPTIMIZER, id: 'momentum', learningRate: 0.01, clipping } as const;
    const start = experimentWith({ optimizer });
    const before = networkOf(start);
    const changes: Partial<NetworkSpec>[] = [
      { optimizer: { ...optimizer, learningRate: 0.003 } },
      { batchSize: 17 },
      { hidden: before.hidden.map((layer) => ({ ...layer, activation: { id: 'elu', alpha: 0.5 } })) },
      { hidden: before.hidden.map((layer) => ({ ...layer, activation: { id: 'leakyRelu', alpha: 0.4 } })) },
      { hidden: before.hidden.map((layer, index) => ({ ...layer, frozen: index === 0 })) },
      { loss: 'hinge', output: { ...before.output, activation: { id: 'tanh', alpha: 0.1 } } },
      { regularization: { id: 'l1', rate: 0.02 } },
      { regularization: { id: 'l2', rate: 0.05 } },
      { optimizer: { ...optimizer, schedule: { id: 'exponential', everyEpochs: 2, factor: 0.3 } } },
      { optimizer: { ...optimizer, clipping: { id: 'value', limit: 0.01 } } },
      { optimizer: { ...optimizer, clipping: { id: 'norm', limit: 0.02 } } },
      { optimizer: { ...optimizer, clipping: { id: 'none', limit: 0.05 } } },
    ];
    for (const change of changes) {
      const [ours, theirs] = [await createWasmTrainer(start, 0), reference(start)];
      await ours.train(13);
      await theirs.load(await ours.save());
      const kept = await ours.save();
      for (const trainer of [ours, theirs]) trainer.tune({ ...before, ...change });
      expect(await ours.save()).toEqual(kept);
      await ours.train(12);
      await theirs.train(12);
      const [a, b] = [await ours.save(), await theirs.save()];
      expect(a.cursor).toEqual(b.cursor);
      expect(gap(a.parameters, b.parameters)).toBeLessThan(1e-5 * norm(b.parameters));
      expect(a.parameters).not.toEqual(kept.parameters);
      const [mine, other] = [await ours.read(ALL), await theirs.read(ALL)];
      expect(mine.metrics?.loss).toBeCloseTo(other.metrics?.loss ?? NaN, 5);
      expect(mine.metrics?.accuracy).toBe(other.metrics?.accuracy);
      ours.dispose();
    }
  });

  it('changes the rate at the ends of epochs inside one call, for every schedule', async () => {
    for (const id of SCHEDULE_IDS) {
      const optimizer = { ...DEFAULT_OPTIMIZER, schedule: { id, everyEpochs: 2, factor: 0.1 } };
      const experiment = experimentWith({ optimizer });
      const [ours, theirs] = [await createWasmTrainer(experiment, 0), reference(experiment)];
      // 20 steps an epoch: into the sixth epoch, where a rate that stayed would be 100 times the schedule's.
      await ours.train(107);
      await theirs.train(107);
      const [a, b] = [await ours.save(), await theirs.save()];
      expect(a.cursor).toEqual(b.cursor);
      expect(gap(a.parameters, b.parameters)).toBeLessThan(1e-5 * norm(b.parameters));
      ours.dispose();
    }
  });

  it('stands still, to the bit, once a cosine has come to its end, and goes on when the schedule is tuned', async () => {
    const optimizer = {
      ...DEFAULT_OPTIMIZER,
      schedule: { id: 'cosine', everyEpochs: 3, factor: 1 },
    } as const;
    const trainer = await createWasmTrainer(experimentWith({ optimizer }), 0);
    await trainer.train(59);
    const moving = await trainer.save();
    await trainer.train(1);
    const ended = await trainer.save();
    expect(ended.parameters).not.toEqual(moving.parameters);
    await trainer.train(30);
    expect((await trainer.save()).parameters).toEqual(ended.parameters);
    trainer.tune({ ...networkOf(DEFAULT_EXPERIMENT), optimizer: DEFAULT_OPTIMIZER });
    await trainer.train(1);
    expect((await trainer.save()).parameters).not.toEqual(ended.parameters);
    trainer.dispose();
  });

  it('learns AND by the perceptron rule, and looks at gates on their own axes', async () => {
    const output = { activation: { id: 'step', alpha: 0.1 }, bias: true, frozen: false, draw: 0 } as const;
    const optimizer = { ...DEFAULT_OPTIMIZER, learningRate: 0.1 };
    const experiment = experimentWith(
      { hidden: [], output, loss: 'perceptron', optimizer, batchSize: 1 },
      { data: { ...DEFAULT_EXPERIMENT.data, kind: 'gateAnd' }, inputs: ['x1', 'x2'] },
    );
    const [ours, theirs] = [await createWasmTrainer(experiment, 0), reference(experiment)];
    await ours.train(400);
    await theirs.train(400);
    const [mine, other] = [await ours.read(ALL), await theirs.read(ALL)];
    expect(mine.metrics).toMatchObject({ loss: 0, accuracy: 1, valAccuracy: 1 });
    expect(mine.boundary).toEqual(other.boundary);
    expect([...new Set(mine.boundary)]).toEqual([0, 1]);
    ours.dispose();
  });

  it('starts another optimiser with fresh slots and scalars and keeps the weights', async () => {
    const start = experimentWith({ optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.01 } });
    const trainer = await createWasmTrainer(start, 0);
    await trainer.train(5);
    const before = await trainer.save();
    trainer.tune({
      ...networkOf(start),
      optimizer: { ...DEFAULT_OPTIMIZER, id: 'adagrad', learningRate: 0.01 },
    });
    const after = await trainer.save();
    expect(after.parameters).toEqual(before.parameters);
    expect(after.optimizer).toBe('adagrad');
    expect(after.scalars).toEqual({});
    expect(after.slots).toEqual([new Float32Array(after.parameters.length).fill(Math.fround(0.1))]);
    trainer.tune(networkOf(start));
    expect((await trainer.save()).scalars).toEqual({
      beta1Power: Math.fround(0.9),
      beta2Power: Math.fround(0.999),
    });
    trainer.dispose();
  });

  it('tells exact accuracies and cursors over whole epochs of the default experiment', async () => {
    const [ours, theirs] = [await createWasmTrainer(DEFAULT_EXPERIMENT, 0), reference(DEFAULT_EXPERIMENT)];
    for (let epoch = 0; epoch < 5; epoch++) {
      const [mine, other] = [await ours.read(ALL), await theirs.read(ALL)];
      expect(mine.metrics?.accuracy).toBe(other.metrics?.accuracy);
      expect(mine.metrics?.valAccuracy).toBe(other.metrics?.valAccuracy);
      expect(mine.metrics?.loss).toBeCloseTo(other.metrics?.loss ?? NaN, 5);
      await ours.train(20);
      await theirs.train(20);
    }
    expect((await ours.save()).cursor).toEqual({ epoch: 5, used: 0, step: 100 });
    ours.dispose();
  });

  it('reads without changing anything, and hands out arrays that nobody writes to later', async () => {
    const trainer = await createWasmTrainer(DEFAULT_EXPERIMENT, 0);
    await trainer.train(3);
    const before = await trainer.save();
    const reading = await trainer.read(ALL);
    const copies = [reading.parameters, reading.boundary, reading.maps].map((array) => array.slice());
    expect(await trainer.save()).toEqual(before);
    await trainer.train(50);
    await trainer.read(ALL);
    expect([reading.parameters, reading.boundary, reading.maps]).toEqual(copies);
    expect(before.parameters).not.toEqual((await trainer.save()).parameters);
    trainer.dispose();
  });

  it('goes through 100 rebuilds of changing shape with as many memories as there are trainers at a time', async () => {
    const before = countMemories();
    for (let build = 0; build < 100; build++) {
      const [layer] = networkOf(DEFAULT_EXPERIMENT).hidden;
      if (!layer) throw new Error('the default network has no hidden layer');
      const units = 1 + (build % 64);
      const trainer = buildWasmTrainer({
        experiment: experimentWith({ hidden: [{ ...layer, units }], batchSize: 1 + (build % 50) }),
        index: 0,
        data: buildTrainingData(DEFAULT_EXPERIMENT),
      });
      await trainer.train(2);
      trainer.dispose();
    }
    const after = countMemories();
    expect(after.lent).toBe(before.lent);
    expect(after.created - before.created).toBeLessThanOrEqual(1);
  });

  it('goes on correctly when it is tuned, or disposed of, while a kernel is being compiled', async () => {
    const start = experimentWith({ optimizer: { ...DEFAULT_OPTIMIZER, id: 'momentum', learningRate: 0.01 } });
    const before = networkOf(start);
    const data = buildTrainingData(start);
    const trainer = buildWasmTrainer({ experiment: start, index: 0, data });
    const dropped = buildWasmTrainer({ experiment: start, index: 0, data });
    const training = trainer.train(7);
    const lost = dropped.train(7);
    trainer.tune({ ...before, batchSize: 21, regularization: { id: 'l2', rate: 0.02 } });
    dropped.dispose();
    await expect(lost).rejects.toThrow('disposed');
    await training;
    const theirs = reference(start);
    theirs.tune({ ...before, batchSize: 21, regularization: { id: 'l2', rate: 0.02 } });
    await theirs.train(7);
    const [a, b] = [await trainer.save(), await theirs.save()];
    expect(a.cursor).toEqual(b.cursor);
    expect(gap(a.parameters, b.parameters)).toBeLessThan(1e-5 * norm(b.parameters));
    trainer.dispose();
  });

  it('refuses work after it was disposed of, and a state of another shape', async () => {
    const trainer = await createWasmTrainer(DEFAULT_EXPERIMENT, 0);
    const state = await trainer.save();
    await expect((async () => trainer.load({ ...state, parameters: new Float32Array(3) }))()).rejects.toThrow(
      RangeError,
    );
    trainer.dispose();
    await expect((async () => trainer.save())()).rejects.toThrow('disposed');
    await expect(trainer.train(1)).rejects.toThrow('disposed');
  });
});
