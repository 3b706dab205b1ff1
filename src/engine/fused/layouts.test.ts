import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillBatchOrder } from '../../domain/batchOrder';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { Experiment } from '../../domain/experiment';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { OPTIMIZER_IDS } from '../../domain/ids';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import { arbitraryExperiment } from '../testing/arbitraryExperiment';
import { buildFusedSpec, firstTrainedOf, rowsOf } from './fusedSpec';
import type { FusedSpec } from './fusedSpec';
import { buildMembers, countOrderWords, countStepsOfRoom, fillCells, fillOrders } from './groupMembers';
import {
  CELL,
  CELL_WORDS,
  layoutState,
  MAX_LAYERS,
  MAX_SCALARS,
  MAX_SLOTS,
  MEMBER_STRUCT,
} from './memberLayout';
import { OrderStream } from './OrderStream';
import { gridSizesOf, planLook, readMetrics } from './planLook';
import { planTile, sharedBytesOf } from './planTile';
import { renderBaseline } from './renderBaseline';
import { renderLanes } from './renderLanes';
import { renderLook } from './renderLook';

function specOf(experiment: Experiment): FusedSpec {
  const [network] = experiment.networks;
  if (!network) throw new Error('an experiment without networks');
  return buildFusedSpec(network, layoutParams(experiment, 0));
}

describe('buildFusedSpec', () => {
  it('is the same for all that may change between two steps without another kernel', () => {
    const [network] = DEFAULT_EXPERIMENT.networks;
    if (!network) throw new Error('no network');
    const layout = layoutParams(DEFAULT_EXPERIMENT, 0);
    const tuned = {
      ...network,
      seed: 99,
      batchSize: 77,
      optimizer: {
        ...network.optimizer,
        learningRate: 1,
        schedule: { id: 'cosine', everyEpochs: 7, factor: 0.1 } as const,
        clipping: { ...network.optimizer.clipping, limit: 9 },
      },
      regularization: { ...network.regularization, rate: 1 },
      hidden: network.hidden.map((layer) => ({ ...layer, activation: { ...layer.activation, alpha: 3 } })),
    };
    expect(buildFusedSpec(tuned, layout)).toEqual(buildFusedSpec(network, layout));
  });

  it('refuses a layout of another network', () => {
    const [network] = DEFAULT_EXPERIMENT.networks;
    if (!network) throw new Error('no network');
    const layout = layoutParams(DEFAULT_EXPERIMENT, 0);
    const others = [
      { ...network, hidden: network.hidden.slice(1) },
      { ...network, hidden: network.hidden.map((layer) => ({ ...layer, units: 5 })) },
      { ...network, hidden: network.hidden.map((layer) => ({ ...layer, bias: false })) },
    ];
    for (const other of others) expect(() => buildFusedSpec(other, layout)).toThrow(RangeError);
  });

  it('finds the first trained layer, or none', () => {
    const spec = specOf(DEFAULT_EXPERIMENT);
    const freeze = (count: number): FusedSpec => ({
      ...spec,
      layers: spec.layers.map((layer, at) => ({ ...layer, isFrozen: at < count })),
    });
    expect([0, 1, 3].map((count) => firstTrainedOf(freeze(count)))).toEqual([0, 1, 3]);
  });
});

describe('The layout of a network’s state and cells', () => {
  it('has room for every optimiser', () => {
    for (const id of OPTIMIZER_IDS) {
      expect(Object.keys(OPTIMIZERS[id].slots).length).toBeLessThanOrEqual(MAX_SLOTS);
      expect(Object.keys(OPTIMIZERS[id].scalars).length).toBeLessThanOrEqual(MAX_SCALARS);
    }
    expect(layoutState(10)).toEqual({ parameters: 0, slots: [10, 20], scalars: 30, length: 34 });
  });

  it('has the fields of the WGSL structure in the order of the words', () => {
    const fields = [...MEMBER_STRUCT.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
    expect(fields).toEqual(Object.keys(CELL));
    expect(Object.values(CELL)).toEqual(fields.map((_, at) => at));
    expect(CELL_WORDS).toBe(fields.length - 1 + MAX_LAYERS);
  });
});

describe('planTile', () => {
  it('never takes more shared memory than there is, and overlaps nothing', () => {
    fc.assert(
      fc.property(
        arbitraryExperiment,
        fc.constantFrom(0, 1024, 4096, 16_384, 32_768),
        (experiment, bytes) => {
          const spec = specOf(experiment);
          const plan = planTile(spec, bytes);
          expect(sharedBytesOf(plan)).toBeLessThanOrEqual(bytes);
          const taken = new Uint8Array(plan.tileLength);
          const take = (start: number, stride: number, width: number) => {
            for (let row = 0; row < plan.rows; row++)
              for (let column = 0; column < width; column++) taken[start + row * stride + column]! += 1;
          };
          spec.layers.forEach((layer, at) => {
            const place = plan.layers[at]!;
            take(place.inputAt, place.inputStride, rowsOf(layer));
            take(place.deltaAt, place.deltaStride, layer.units);
          });
          take(plan.targets, 1, 1);
          expect(Math.max(...taken)).toBe(1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('uses the parameters’ own places where weights stay in storage', () => {
    const spec = specOf(DEFAULT_EXPERIMENT);
    const plan = planTile(spec, 0);
    expect(plan.areWeightsShared || plan.isTileShared).toBe(false);
    plan.layers.forEach(({ weightAt, weightStride }, at) => {
      expect([weightAt, weightStride]).toEqual([spec.layers[at]?.kernelOffset, spec.layers[at]?.units]);
    });
    expect(plan.scratchLength).toBe(spec.count + plan.tileLength);
  });
});

describe('OrderStream', () => {
  it('gives epoch after epoch in the domain’s order, wherever it is cut', () => {
    const expected: number[] = [];
    for (let epoch = 0; epoch < 4; epoch++) {
      const order = new Uint32Array(7);
      fillBatchOrder(order, 3, epoch);
      expected.push(...order);
    }
    const stream = new OrderStream(3, 7);
    for (const [from, to] of [
      [0, 28],
      [5, 6],
      [6, 15],
      [0, 7],
      [20, 28],
    ] as const) {
      const part = new Uint32Array(to - from);
      stream.fill(part, Math.floor(from / 7), from % 7);
      expect([...part]).toEqual(expected.slice(from, to));
    }
  });
});

describe('A group’s members', () => {
  const withBatch = (batchSize: number): Experiment => ({
    ...DEFAULT_EXPERIMENT,
    networks: DEFAULT_EXPERIMENT.networks.map((network) => ({ ...network, batchSize })),
  });
  const data = buildTrainingData(DEFAULT_EXPERIMENT);

  it('share rows and orders where they are the same', () => {
    const other = buildTrainingData({ ...DEFAULT_EXPERIMENT, data: { ...DEFAULT_EXPERIMENT.data, seed: 2 } });
    const setups = [10, 10, 30].map((batchSize) => ({ experiment: withBatch(batchSize), index: 0, data }));
    const { members, samples } = buildMembers([
      ...setups,
      { experiment: DEFAULT_EXPERIMENT, index: 0, data: other },
    ]);
    expect(members.map(({ sampleOffset }) => sampleOffset)).toEqual([0, 0, 0, 400]);
    expect(samples.length).toBe(800 * 3);
    expect([...samples.subarray(0, 3)]).toEqual([
      ...data.train.features.subarray(0, 2),
      data.train.classes[0],
    ]);
    const room = new Uint32Array(10_000);
    const { offsets, rateOffsets, nexts, length } = fillOrders(room, members.slice(0, 3), 25);
    // Between them the rates of two epochs for the first and the second, of four for the third.
    expect(offsets).toEqual([0, 0, 254]);
    expect(rateOffsets).toEqual([250, 252, 974]);
    expect([...new Float32Array(room.buffer).subarray(974, 978)]).toEqual(Array(4).fill(Math.fround(0.03)));
    // 25 steps of 10 are an epoch of 20 steps and 5 more; of 30, with a short last one, three epochs of 7 and 4 more.
    expect(nexts).toEqual([
      { epoch: 1, used: 50, step: 25 },
      { epoch: 1, used: 50, step: 25 },
      { epoch: 3, used: 120, step: 25 },
    ]);
    expect(length).toBe(250 + 2 + 2 + 720 + 4);
    expect(length).toBeLessThanOrEqual(countOrderWords(members.slice(0, 3), 25));
    expect(countStepsOfRoom(countOrderWords(members, 25), members)).toBe(25);
  });

  it('tell the GPU their own rates and places', () => {
    const { members } = buildMembers([
      { experiment: DEFAULT_EXPERIMENT, index: 0, data },
      { experiment: withBatch(9), index: 0, data },
    ]);
    const cells = new ArrayBuffer(4 * CELL_WORDS * 2);
    fillCells(cells, members, 3, { offsets: [0, 30], rateOffsets: [31, 57] }, { state: 127, scratch: 50 });
    const second = new Uint32Array(cells).subarray(CELL_WORDS);
    expect([...second.subarray(0, CELL.penaltyRate)]).toEqual([3, 0, 9, 200, 30, 0, 127, 50, 57]);
    const floats = new Float32Array(cells).subarray(CELL_WORDS);
    expect(floats[CELL.penaltyRate]).toBe(Math.fround(0.001));
    expect([...floats.subarray(CELL.negative, CELL.threshold + 1)]).toEqual([0, 1, 0.5]);
    expect(floats[CELL.alphas + 1]).toBe(Math.fround(0.1));
  });

  it('must be of data of one size', () => {
    const smaller = buildTrainingData({
      ...DEFAULT_EXPERIMENT,
      data: { ...DEFAULT_EXPERIMENT.data, samples: 300 },
    });
    const setups = [data, smaller].map((each) => ({ experiment: DEFAULT_EXPERIMENT, index: 0, data: each }));
    expect(() => buildMembers(setups)).toThrow(RangeError);
  });
});

describe('planLook', () => {
  const shape = { threads: 16, rowsPerThread: 4, isUnrolled: true };
  const sizes = { trainCount: 100, validationCount: 65, hiddenUnits: 3 };

  it('cuts every job into workgroups of its own and leaves room for what each leaves', () => {
    const request = { metrics: true, parameters: false, boundarySize: 10, mapSize: 4 };
    const plan = planLook(request, sizes, shape);
    const jobs = Array.from({ length: 4 }, (_, job) => [...plan.words.subarray(8 * job, 8 * job + 6)]);
    expect(jobs).toEqual([
      [0, 100, 0, 0, 0, 156],
      [2, 65, 100, 4, 0, 156],
      [4, 100, 0, 8, 1, 156],
      [6, 16, 100, 108, 2, 156],
    ]);
    expect([plan.groups, plan.outLength]).toEqual([7, 156]);
    const seen = new Float32Array(156);
    seen.set([30, 40, 20, 30, 13, 60, 13, 1]);
    expect(readMetrics(plan, seen)).toEqual({ loss: 0.5, accuracy: 0.7, valLoss: 0.4, valAccuracy: 61 / 65 });
  });

  it('leaves out what is not asked for, and lays equal grids out once', () => {
    const request = { metrics: false, parameters: true, boundarySize: 0, mapSize: 0 };
    expect(planLook(request, sizes, shape)).toMatchObject({ groups: 0, outLength: 0, train: null });
    const equal = { ...request, boundarySize: 6, mapSize: 6 };
    expect(gridSizesOf(equal)).toEqual([6]);
    expect(planLook(equal, sizes, shape).words[8 + 2]).toBe(0);
  });
});

describe('The kernels’ text', () => {
  it('grows with the shape only where it is written out: by the products in lanes, by the layers in the baseline', () => {
    const widen = (units: number): FusedSpec =>
      specOf({
        ...DEFAULT_EXPERIMENT,
        networks: DEFAULT_EXPERIMENT.networks.map((network) => ({
          ...network,
          hidden: network.hidden.map((layer) => ({ ...layer, units })),
        })),
      });
    const [narrow, wide] = [widen(4), widen(16)];
    const ratio = (render: (spec: FusedSpec) => string) => render(wide).length / render(narrow).length;
    expect(ratio((spec) => renderBaseline(spec, planTile(spec, 16_384), 64))).toBeLessThan(1.05);
    expect(
      ratio((spec) => renderLook(spec, { threads: 64, rowsPerThread: 4, isUnrolled: false })),
    ).toBeLessThan(1.05);
    expect(ratio((spec) => renderLanes(spec, 4, false))).toBeGreaterThan(4);
  });

  it('adds up a group of gradients by one exchange fewer than there are lanes', () => {
    const spec = specOf(DEFAULT_EXPERIMENT);
    for (const lanes of [4, 8, 32]) {
      const code = renderLanes(spec, lanes, true);
      const exchanges = code.match(/quadSwap|subgroupShuffleXor/g)?.length ?? 0;
      expect(exchanges).toBeLessThanOrEqual(Math.ceil(spec.count / lanes) * (lanes - 1));
      expect(code.match(/subgroupBroadcast/g)?.length).toBe(spec.count);
    }
  });

  it('leaves frozen layers alone', () => {
    const spec = specOf(DEFAULT_EXPERIMENT);
    const frozen: FusedSpec = {
      ...spec,
      layers: spec.layers.map((layer, at) => ({ ...layer, isFrozen: at !== 1 })),
    };
    const code = renderLanes(frozen, 4, false);
    const updated = [...code.matchAll(/w\[(\d+)\] = subgroupBroadcast/g)].map(([, place]) => Number(place));
    expect(updated).toEqual(Array.from({ length: 20 }, (_, at) => 12 + at));
  });
});
