import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { Experiment } from '../../domain/experiment';
import { buildTrainingData } from '../buildTrainingData';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import { compileFused, createFusedTrainer, startFused } from './createFusedTrainer';
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

const wide = (units: number, depth: number): Experiment => {
  const [layer] = firstNetwork(DEFAULT_EXPERIMENT).hidden;
  if (!layer) throw new Error('the default network has no layer');
  return withNetwork(DEFAULT_EXPERIMENT, { hidden: Array(depth).fill({ ...layer, units }), batchSize: 50 });
};

test.each([
  [40, 2],
  [64, 3],
  [64, 8],
])(
  'A network too large for workgroup memory, %i wide and %i deep, trains all the same.',
  async (units, depth) => {
    await withTrainers(device, wide(units, depth), 'automatic', async (fused, cpu) => {
      for (const trainer of [fused, cpu]) await trainer.train(5);
      const [ours, plain] = [(await fused.save()).parameters, (await cpu.save()).parameters];
      expect(norm(difference(ours, plain))).toBeLessThanOrEqual(1e-5 * norm(plain));
      const request = { metrics: true, parameters: false, boundarySize: 4, mapSize: 4 };
      const [seen, expected] = [await fused.read(request), await cpu.read(request)];
      expect(norm(difference(seen.maps, expected.maps))).toBeLessThanOrEqual(1e-4 * norm(expected.maps));
      expect(seen.metrics?.loss).toBeCloseTo(expected.metrics?.loss ?? NaN, 4);
    });
    expect(await gpu.collectErrors()).toEqual([]);
  },
);

test('What is cut otherwise for hardware trains as the plain engine does, too.', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  const posing = await adapter?.requestDevice({ requiredFeatures: ['subgroups'] });
  if (!posing) throw new Error('no second device');
  const { subgroupMinSize, subgroupMaxSize } = posing.adapterInfo;
  Object.defineProperty(posing, 'adapterInfo', {
    value: {
      vendor: 'acme',
      architecture: '',
      device: '',
      description: '',
      subgroupMinSize,
      subgroupMaxSize,
    },
  });
  const errors: string[] = [];
  posing.addEventListener('uncapturederror', ({ error }) => errors.push(error.message));
  for (const experiment of EXPERIMENTS.slice(0, 5))
    for (const kernel of KERNELS) {
      const cpu = createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) });
      const fused = await createFusedTrainer(posing, experiment, 0, kernel);
      for (const trainer of [fused, cpu]) await trainer.train(10);
      const request = { metrics: true, parameters: true, boundarySize: 9, mapSize: 5 };
      const [seen, expected] = [await fused.read(request), await cpu.read(request)];
      for (const key of ['parameters', 'boundary', 'maps'] as const)
        expect(norm(difference(seen[key], expected[key]))).toBeLessThanOrEqual(
          1e-4 * (1 + norm(expected[key])),
        );
      expect(seen.metrics?.valLoss).toBeCloseTo(expected.metrics?.valLoss ?? NaN, 3);
      fused.dispose();
    }
  await posing.queue.onSubmittedWorkDone();
  expect(errors).toEqual([]);
  posing.destroy();
});

test('A hundred rebuilds leave no GPU buffer behind.', async () => {
  const before = gpu.countLiveBuffers();
  const createTrainer = startFused(device);
  const setup = { experiment: DEFAULT_EXPERIMENT, index: 0, data: buildTrainingData(DEFAULT_EXPERIMENT) };
  let most = 0;
  for (let round = 0; round < 100; round++) {
    const trainer = createTrainer(setup);
    await trainer.train(3);
    await trainer.read({ metrics: true, parameters: true, boundarySize: 10 + (round % 3), mapSize: 5 });
    most = Math.max(most, gpu.countLiveBuffers());
    trainer.dispose();
  }
  expect(most - before).toBeLessThanOrEqual(12);
  expect(gpu.countLiveBuffers()).toBe(before);
  expect(await gpu.collectErrors()).toEqual([]);
});

test('What was compiled before is not compiled again, nor is what differs only in what may be tuned.', async () => {
  const setup = { experiment: wide(5, 2), index: 0 };
  await compileFused(device, setup);
  const compile = device.createComputePipelineAsync.bind(device);
  let compiled = 0;
  device.createComputePipelineAsync = (descriptor) => {
    compiled += 1;
    return compile(descriptor);
  };
  const trainer = await createFusedTrainer(device, setup.experiment, 0);
  const network = firstNetwork(setup.experiment);
  trainer.tune({ ...network, batchSize: 3, optimizer: { ...network.optimizer, learningRate: 1 } });
  await trainer.train(2);
  expect(compiled).toBe(0);
  trainer.tune({ ...network, loss: 'meanSquaredError' });
  await trainer.train(2);
  expect(compiled).toBe(2);
  trainer.dispose();
  device.createComputePipelineAsync = compile;
});

test('A disposed trainer, or one on a lost device, refuses to go on.', async () => {
  const trainer = await createFusedTrainer(device, DEFAULT_EXPERIMENT, 0);
  trainer.dispose();
  await expect(trainer.train(1)).rejects.toThrow('disposed');

  const adapter = await navigator.gpu.requestAdapter();
  const other = await adapter?.requestDevice();
  if (!other) throw new Error('no second device');
  const orphan = await createFusedTrainer(other, DEFAULT_EXPERIMENT, 0);
  await orphan.train(1);
  other.destroy();
  await other.lost;
  await expect(orphan.train(1)).rejects.toThrow('lost');
  await expect(orphan.save()).rejects.toThrow('lost');
  orphan.dispose();
});
