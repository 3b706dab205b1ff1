/** A small network trained in plain loops, so that the gallery shows charts of real shapes; not an engine, and not used by the page. */
// Hot loops read arrays within their length, hence `!`.
import type { DataSet } from '../../domain/dataSet';
import { buildGridPoints } from '../../domain/grid';
import type { EpochMetrics } from '../../domain/metrics';
import { createRandom } from '../../domain/random';

export interface SampleNetwork {
  /** Units of each column, inputs and output included. */
  readonly sizes: readonly number[];
  /** Row-major `[from, to]`. */
  readonly kernels: readonly Float32Array[];
  readonly biases: readonly Float32Array[];
}

const ALPHA = 0.1;

/** Glorot uniform kernels, zero biases. */
export function createSampleNetwork(sizes: readonly number[], seed: number): SampleNetwork {
  const random = createRandom(seed);
  const kernels = sizes.slice(1).map((to, layer) => {
    const from = sizes[layer]!;
    const limit = Math.sqrt(6 / (from + to));
    return Float32Array.from({ length: from * to }, () => limit * (2 * random.uniform() - 1));
  });
  return { sizes, kernels, biases: sizes.slice(1).map((to) => new Float32Array(to)) };
}

/** Outputs of every column: inputs, LeakyReLU layers, one sigmoid. */
function forward(network: SampleNetwork, x1: number, x2: number): number[][] {
  const columns: number[][] = [[x1, x2]];
  network.kernels.forEach((kernel, layer) => {
    const before = columns[layer]!;
    const units = network.sizes[layer + 1]!;
    const isLast = layer === network.kernels.length - 1;
    columns.push(
      Array.from({ length: units }, (_, unit) => {
        let sum = network.biases[layer]![unit]!;
        for (let from = 0; from < before.length; from += 1)
          sum += before[from]! * kernel[from * units + unit]!;
        return isLast ? 1 / (1 + Math.exp(-sum)) : sum > 0 ? sum : ALPHA * sum;
      }),
    );
  });
  return columns;
}

function evaluate(
  network: SampleNetwork,
  data: DataSet,
  indices: Uint32Array,
): { loss: number; accuracy: number } {
  let loss = 0;
  let hits = 0;
  for (const index of indices) {
    const output = forward(network, data.points[2 * index]!, data.points[2 * index + 1]!).at(-1)![0]!;
    const label = data.labels[index]!;
    loss -= Math.log(Math.max(1e-7, label ? output : 1 - output));
    if (output >= 0.5 === label >= 0.5) hits += 1;
  }
  return { loss: loss / indices.length, accuracy: hits / indices.length };
}

/** Trains in place by SGD on one sample at a time; one row an epoch, epoch 0 first. */
export function trainSampleNetwork(
  network: SampleNetwork,
  data: DataSet,
  epochs: number,
  learningRate: number,
): EpochMetrics[] {
  const rows: EpochMetrics[] = [];
  for (let epoch = 0; epoch <= epochs; epoch += 1) {
    if (epoch > 0) for (const index of data.train) learnFrom(network, data, index, learningRate);
    const train = evaluate(network, data, data.train);
    const validation = evaluate(network, data, data.validation);
    rows.push({
      epoch,
      step: epoch * 20,
      samples: epoch * data.train.length,
      seconds: epoch / 10,
      ...train,
      valLoss: validation.loss,
      valAccuracy: validation.accuracy,
    });
  }
  return rows;
}

function learnFrom(network: SampleNetwork, data: DataSet, index: number, learningRate: number): void {
  const columns = forward(network, data.points[2 * index]!, data.points[2 * index + 1]!);
  let deltas = [columns.at(-1)![0]! - data.labels[index]!];
  for (let layer = network.kernels.length - 1; layer >= 0; layer -= 1) {
    const kernel = network.kernels[layer]!;
    const before = columns[layer]!;
    const units = deltas.length;
    const passed = before.map((value, from) => {
      let sum = 0;
      for (let unit = 0; unit < units; unit += 1) sum += deltas[unit]! * kernel[from * units + unit]!;
      return sum * (value > 0 ? 1 : ALPHA);
    });
    for (let unit = 0; unit < units; unit += 1) {
      for (let from = 0; from < before.length; from += 1)
        kernel[from * units + unit]! -= learningRate * deltas[unit]! * before[from]!;
      network.biases[layer]![unit]! -= learningRate * deltas[unit]!;
    }
    deltas = passed;
  }
}

/** What each unit of each column gives on a gridSize² grid: column by column, unit by unit. */
export function buildSampleMaps(network: SampleNetwork, gridSize: number): Float32Array[] {
  const points = buildGridPoints(gridSize);
  const area = gridSize * gridSize;
  const maps = network.sizes.map((units) => new Float32Array(units * area));
  for (let place = 0; place < area; place += 1)
    forward(network, points[2 * place]!, points[2 * place + 1]!).forEach((values, column) =>
      values.forEach((value, unit) => {
        maps[column]![unit * area + place] = value;
      }),
    );
  return maps;
}
