/** What `wasmSteps.mjs` measures, bundled for it: the experiments, the trainer and the bare kernel. */
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from '../src/domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../src/domain/experiment';
import type { ActivationId, ClippingId, OptimizerId } from '../src/domain/ids';
import { buildInitialParameters } from '../src/domain/initialParameters';
import { layoutParams } from '../src/domain/paramLayout';
import { buildTrainingData } from '../src/engine/buildTrainingData';
import { createCpuTrainer } from '../src/engine/cpu/createCpuTrainer';
import { createWasmTrainer } from '../src/engine/wasm/createWasmTrainer';
import { buildColumns, fillBatch } from '../src/engine/wasm/fillTiles';
import { WasmNetwork } from '../src/engine/wasm/wasmNetwork';

export interface Case {
  readonly units: readonly number[];
  readonly batchSize: number;
  readonly activation: ActivationId;
  readonly optimizer: OptimizerId;
  readonly clipping: ClippingId;
  /** Points drawn; half of them are trained on. */
  readonly samples: number;
}

/** Of clipping: below the gradients' norm, so that there is something to do. */
const LIMIT = 0.01;

export function experimentOf(each: Case): Experiment {
  const { units, batchSize, activation, optimizer, clipping, samples } = each;
  const [network] = DEFAULT_EXPERIMENT.networks;
  const [layer] = network?.hidden ?? [];
  if (!network || !layer) throw new Error('the default experiment has no hidden layer');
  const tuned: NetworkSpec = {
    ...network,
    hidden: units.map((count) => ({ ...layer, units: count, activation: { id: activation, alpha: 0.1 } })),
    batchSize,
    // Small, so that the networks stay in their first regime however long they are timed.
    optimizer: {
      ...DEFAULT_OPTIMIZER,
      id: optimizer,
      learningRate: 1e-5,
      clipping: { id: clipping, limit: LIMIT },
    },
  };
  return { ...DEFAULT_EXPERIMENT, data: { ...DEFAULT_EXPERIMENT.data, samples }, networks: [tuned] };
}

export const createTrainer = (experiment: Experiment) => createWasmTrainer(experiment, 0);

export const createReference = (experiment: Experiment) =>
  createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) });

/** Steps on batches that are laid out once: what the generated code costs without shuffling. */
export async function createKernelSteps(experiment: Experiment): Promise<(steps: number) => void> {
  const [spec] = experiment.networks;
  if (!spec) throw new Error('the experiment has no network');
  const { train } = buildTrainingData(experiment);
  const network = new WasmNetwork(
    spec,
    layoutParams(experiment, 0),
    train.count,
    buildInitialParameters(experiment, 0),
  );
  network.setLearningRate(spec.optimizer.learningRate);
  await network.prepare();
  const { tiles, tileShape } = network;
  const tilesPerBatch = Math.ceil(spec.batchSize / tileShape.samples);
  const length = tilesPerBatch * tileShape.rows * tileShape.samples;
  const batches = Math.min(Math.floor(tiles.length / length), Math.floor(train.count / spec.batchSize));
  const order = Uint32Array.from(train.classes.keys());
  const columns = buildColumns(train, (sampleClass) => sampleClass);
  for (let batch = 0; batch < batches; batch++)
    fillBatch(
      tiles,
      batch * length,
      { ...tileShape, tilesPerBatch },
      columns,
      order,
      batch * spec.batchSize,
      spec.batchSize,
    );
  return (steps) => {
    for (let left = steps; left > 0; left -= batches)
      network.train(0, Math.min(left, batches), tilesPerBatch);
  };
}
