/** What `fused.mjs` runs inside the page: times the fused kernels on shapes that other engines are timed on. */
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../src/domain/defaultExperiment';
import type { Experiment, LayerSpec } from '../src/domain/experiment';
import type { OptimizerId } from '../src/domain/ids';
import { buildTrainingData } from '../src/engine/buildTrainingData';
import { createCpuTrainer } from '../src/engine/cpu/createCpuTrainer';
import { FusedGroup } from '../src/engine/fused/FusedGroup';
import type { KernelChoice } from '../src/engine/fused/chooseKernel';

export interface BenchCase {
  readonly hidden: readonly number[];
  readonly batchSize: number;
  readonly kernel: KernelChoice;
  readonly optimizer: OptimizerId;
  readonly members: number;
}

export interface BenchResult {
  readonly kernel: string;
  readonly buildMs: number;
  /** Of one network. */
  readonly stepUs: number;
  readonly lookMs: number;
  /** Greatest difference of a parameter from the plain engine's after some steps. */
  readonly error: number;
}

export function buildExperiment({ hidden, batchSize, optimizer }: BenchCase): Experiment {
  const [network] = DEFAULT_EXPERIMENT.networks;
  const [layer] = network?.hidden ?? [];
  if (!network || !layer) throw new Error('the default experiment has no layer');
  const layers = hidden.map((units): LayerSpec => ({
    ...layer,
    units,
    activation: { id: 'tanh', alpha: 0.1 },
  }));
  return {
    ...DEFAULT_EXPERIMENT,
    networks: [
      {
        ...network,
        hidden: layers,
        batchSize,
        optimizer: { ...DEFAULT_OPTIMIZER, id: optimizer, learningRate: 0.003 },
      },
    ],
  };
}

let device: GPUDevice | null = null;

export async function openDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('no adapter');
  const requiredFeatures: GPUFeatureName[] = adapter.features.has('subgroups') ? ['subgroups'] : [];
  const opened = await adapter.requestDevice({
    requiredFeatures,
    requiredLimits: { maxComputeWorkgroupStorageSize: adapter.limits.maxComputeWorkgroupStorageSize },
  });
  opened.onuncapturederror = ({ error }) => {
    throw error;
  };
  return opened;
}

/** `seconds`: how long steps are taken for the timing. */
export async function measure(benchCase: BenchCase, seconds: number): Promise<BenchResult> {
  device ??= await openDevice();
  const experiment = buildExperiment(benchCase);
  const data = buildTrainingData(experiment);
  const setup = { experiment, index: 0, data };
  const start = performance.now();
  const group = new FusedGroup(device, Array(benchCase.members).fill(setup), benchCase.kernel);
  await group.waitUntilReady();
  const buildMs = performance.now() - start;

  const plain = createCpuTrainer(setup);
  for (const trainer of [group, plain]) await trainer.train(50);
  const expected = (await plain.save()).parameters;
  const ours = (await group.save()).at(-1)?.parameters ?? new Float32Array(0);
  const error = expected.reduce((most, value, at) => Math.max(most, Math.abs(value - (ours[at] ?? NaN))), 0);

  // Until the submits have found their length.
  for (let round = 0; round < 6; round++) await group.train(200);
  await group.save();
  let steps = 0;
  const begin = performance.now();
  let chunk = 200;
  while (performance.now() - begin < 1000 * seconds) {
    await group.train(chunk);
    steps += chunk;
    chunk = Math.min(2 * chunk, Math.max(200, Math.floor(steps / 4)));
  }
  await group.save();
  const stepUs = ((performance.now() - begin) * 1000) / steps / benchCase.members;

  const request = { metrics: true, parameters: true, boundarySize: 100, mapSize: 28 };
  await group.look(request);
  const lookBegin = performance.now();
  for (let round = 0; round < 5; round++) await group.look(request);
  const lookMs = (performance.now() - lookBegin) / 5;
  const kernel = group.kernelKind;
  group.dispose();
  return { kernel, buildMs, stepUs, lookMs, error };
}

Object.assign(globalThis, { measureFused: measure });
