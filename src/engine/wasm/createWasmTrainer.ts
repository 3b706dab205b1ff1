/** The engine on WebAssembly SIMD generated for the network's shape: paces batches and epochs, and brings back what is asked for. */
import { fillBatchOrder } from '../../domain/batchOrder';
import { DATA_SETS } from '../../domain/dataSets';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { resolveOutput } from '../../domain/formula/losses';
import { buildGridPoints } from '../../domain/grid';
import { buildInitialParameters } from '../../domain/initialParameters';
import { buildFeatures } from '../../domain/inputs';
import { rateAtEpoch } from '../../domain/learningRate';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import type { SampleSet } from '../buildTrainingData';
import { CURSOR_START } from '../cursor';
import type { Reading, ReadRequest, Trainer, TrainerState } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import { buildLookTiles, buildColumns, fillBatch } from './fillTiles';
import type { Columns } from './fillTiles';
import { WasmNetwork } from './wasmNetwork';

/** Grids kept laid out: boundary and maps, at rest and while training. */
const MAX_GRIDS = 4;

/** A trainer at step 0, its kernel compiled. Rejects where WebAssembly SIMD is missing. */
export async function createWasmTrainer(experiment: Experiment, index: number): Promise<Trainer> {
  const trainer = new WasmTrainer({ experiment, index, data: buildTrainingData(experiment) });
  await trainer.prepare();
  return trainer;
}

/** The same at once; the kernel is compiled when it is first needed. */
export const buildWasmTrainer = (setup: TrainerSetup): Trainer => new WasmTrainer(setup);

class WasmTrainer implements Trainer {
  private spec: NetworkSpec;
  private readonly network: WasmNetwork;
  private epoch = CURSOR_START.epoch;
  private used = CURSOR_START.used;
  private step = CURSOR_START.step;
  private readonly order: Uint32Array;
  /** The epoch whose permutation `order` holds. */
  private orderEpoch = -1;
  /** Batches that are laid out, the next one being the `nextBatch`-th. */
  private laidOut = 0;
  private nextBatch = 0;
  private readonly grids = new Map<number, Float32Array>();
  /** Made for the present coding of labels when first needed. */
  private columns: Columns | null = null;
  private lookTiles: { readonly train: Float32Array; readonly validation: Float32Array } | null = null;

  constructor(private readonly setup: TrainerSetup) {
    const { experiment, index, data } = setup;
    const spec = experiment.networks[index];
    if (!spec) throw new RangeError('the experiment has no such network');
    const layout = layoutParams(experiment, index);
    if (layout.layers.at(-1)?.units !== 1) throw new RangeError('the network does not end in one unit');
    this.spec = spec;
    this.order = new Uint32Array(data.train.count);
    const parameters = buildInitialParameters(experiment, index);
    this.network = new WasmNetwork(spec, layout, data.train.count, parameters);
  }

  /** Resolves when there is a kernel for the present settings. */
  async prepare(): Promise<void> {
    while (!this.network.isPrepared) await this.network.prepare();
  }

  tune(network: NetworkSpec): void {
    this.spec = network;
    this.network.tune(network);
    this.forgetBatches();
    this.columns = null;
    this.lookTiles = null;
  }

  async train(steps: number): Promise<void> {
    // Not awaited where there is nothing to wait for: nothing may come between finding the kernel and using it.
    while (!this.network.isPrepared) await this.network.prepare();
    let left = steps;
    while (left > 0) left -= this.trainSome(left);
  }

  async read(request: ReadRequest): Promise<Reading> {
    while (!this.network.isPrepared) await this.network.prepare();
    const { metrics, parameters, boundarySize, mapSize } = request;
    return {
      metrics: metrics ? this.measure() : null,
      parameters: parameters ? this.network.parameters() : new Float32Array(0),
      boundary: boundarySize > 0 ? this.predictGrid(boundarySize) : new Float32Array(0),
      maps: mapSize > 0 ? this.mapUnits(mapSize) : new Float32Array(0),
    };
  }

  save(): Promise<TrainerState> {
    const { epoch, used, step } = this;
    const optimizer = this.spec.optimizer.id;
    return Promise.resolve({ ...this.network.read(), optimizer, cursor: { epoch, used, step } });
  }

  load(state: TrainerState): Promise<void> {
    this.network.write(state, state.optimizer);
    ({ epoch: this.epoch, used: this.used, step: this.step } = state.cursor);
    this.forgetBatches();
    return Promise.resolve();
  }

  dispose(): void {
    this.network.dispose();
    this.grids.clear();
    this.columns = null;
    this.lookTiles = null;
  }

  /** Takes at most `limit` steps, within the batches that are laid out; tells how many. */
  private trainSome(limit: number): number {
    const trainCount = this.order.length;
    if (this.nextBatch === this.laidOut) this.layOutBatches();
    const { samples } = this.network.tileShape;
    const batchSize = Math.min(this.spec.batchSize, trainCount);
    const tilesPerBatch = Math.ceil(batchSize / samples);
    // A short batch ends an epoch; it needs fewer tiles.
    const whole = Math.floor((trainCount - this.used) / batchSize);
    const steps = whole > 0 ? Math.min(limit, whole, this.laidOut - this.nextBatch) : 1;
    const tiles = whole > 0 ? tilesPerBatch : Math.ceil((trainCount - this.used) / samples);
    this.network.train(this.nextBatch * tilesPerBatch, steps, tiles);
    this.nextBatch += steps;
    this.step += steps;
    this.used += steps * batchSize;
    if (this.used >= trainCount) {
      this.used = 0;
      this.epoch += 1;
      this.forgetBatches();
    }
    return steps;
  }

  /** Lays out batches from the cursor to the end of the epoch, or as many as there is room for, and sets the epoch's rate. */
  private layOutBatches(): void {
    const { experiment, data } = this.setup;
    this.network.setLearningRate(rateAtEpoch(this.spec.optimizer, this.epoch));
    if (this.orderEpoch !== this.epoch) {
      fillBatchOrder(this.order, experiment.data.seed, this.epoch);
      this.orderEpoch = this.epoch;
    }
    this.columns ??= buildColumns(data.train, this.targetOf);
    const { tiles, tileShape } = this.network;
    const trainCount = this.order.length;
    const batchSize = Math.min(this.spec.batchSize, trainCount);
    const tilesPerBatch = Math.ceil(batchSize / tileShape.samples);
    const length = tilesPerBatch * tileShape.rows * tileShape.samples;
    const shape = { ...tileShape, tilesPerBatch };
    const wanted = Math.ceil((trainCount - this.used) / batchSize);
    this.laidOut = Math.min(wanted, Math.floor(tiles.length / length));
    this.nextBatch = 0;
    for (let batch = 0; batch < this.laidOut; batch++) {
      const first = this.used + batch * batchSize;
      const count = Math.min(batchSize, trainCount - first);
      fillBatch(tiles, batch * length, shape, this.columns, this.order, first, count);
    }
  }

  private forgetBatches(): void {
    this.laidOut = 0;
    this.nextBatch = 0;
  }

  /** Codes a class as the loss wants it. */
  private get targetOf(): (sampleClass: number) => number {
    const { positive, negative } = resolveOutput(this.spec).rule;
    return (sampleClass) => (sampleClass > 0.5 ? positive : negative);
  }

  private measure() {
    const { train, validation } = this.setup.data;
    const { targetOf } = this;
    this.lookTiles ??= {
      train: buildLookTiles(train.features, train.count, train.classes.map(targetOf)),
      validation: buildLookTiles(validation.features, validation.count, validation.classes.map(targetOf)),
    };
    const trained = this.evaluateSet(train, this.lookTiles.train);
    const held = this.evaluateSet(validation, this.lookTiles.validation);
    return {
      loss: trained.loss,
      accuracy: trained.accuracy,
      valLoss: held.loss,
      valAccuracy: held.accuracy,
    };
  }

  /** Mean loss, without regularisation, and share of samples on the right side of the threshold. */
  private evaluateSet(
    { count, classes }: SampleSet,
    tiles: Float32Array,
  ): { loss: number; accuracy: number } {
    const { threshold } = resolveOutput(this.spec).rule;
    let lossSum = 0;
    let right = 0;
    this.network.look(tiles, (first, predictions, losses) => {
      const samples = Math.min(predictions.length, count - first);
      for (let sample = 0; sample < samples; sample++) {
        lossSum += losses[sample] ?? NaN;
        const isCalledPositive = (predictions[sample] ?? NaN) > threshold;
        if (isCalledPositive === (classes[first + sample] ?? NaN) > 0.5) right += 1;
      }
    });
    return { loss: lossSum / count, accuracy: right / count };
  }

  private predictGrid(size: number): Float32Array {
    const grid = new Float32Array(size * size);
    this.network.look(this.tilesOfGrid(size), (first, predictions) =>
      grid.set(predictions.subarray(0, Math.min(predictions.length, grid.length - first)), first),
    );
    return grid;
  }

  private mapUnits(size: number): Float32Array {
    const count = size * size;
    const units = this.spec.hidden.reduce((sum, layer) => sum + layer.units, 0);
    const maps = new Float32Array(units * count);
    this.network.lookAtUnits(this.tilesOfGrid(size), (first, unit, outputs) =>
      maps.set(outputs.subarray(0, Math.min(outputs.length, count - first)), unit * count + first),
    );
    return maps;
  }

  private tilesOfGrid(size: number): Float32Array {
    const known = this.grids.get(size);
    if (known) return known;
    if (this.grids.size >= MAX_GRIDS) this.grids.clear();
    const { data, inputs } = this.setup.experiment;
    const features = buildFeatures(buildGridPoints(size, DATA_SETS[data.kind].extent), inputs);
    const tiles = buildLookTiles(features, size * size, null);
    this.grids.set(size, tiles);
    return tiles;
  }
}
