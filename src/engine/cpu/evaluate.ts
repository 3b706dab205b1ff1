/** Looks at a network without changing it: figures over whole sets, predictions and units' outputs over grids. */
import type { SampleSet } from '../buildTrainingData';
import { TILE_ROWS } from './buildCpuNetwork';
import type { CpuNetwork } from './buildCpuNetwork';
import { loadSample } from './computeGradients';
import { runForward } from './runTile';

/** Mean loss, without regularisation, and share of samples on the right side of the threshold. */
export function evaluateSet(network: CpuNetwork, set: SampleSet): { loss: number; accuracy: number } {
  const { outputLayer, losses, targets, rule } = network;
  let lossSum = 0;
  let right = 0;
  for (let done = 0; done < set.count; done += TILE_ROWS) {
    const rows = Math.min(TILE_ROWS, set.count - done);
    for (let row = 0; row < rows; row++) loadSample(network, row, set, done + row);
    runForward(network, rows);
    network.computeLosses.run(0, rows);
    for (let row = 0; row < rows; row++) {
      lossSum += losses[row] ?? NaN;
      const isCalledPositive = (outputLayer.output[row] ?? NaN) > rule.threshold;
      if (isCalledPositive === (targets[row] === rule.positive)) right += 1;
    }
  }
  return { loss: lossSum / set.count, accuracy: right / set.count };
}

/** The prediction for each row of `features`. */
export function predictRows(network: CpuNetwork, features: Float32Array, count: number): Float32Array {
  const predictions = new Float32Array(count);
  forEachTile(network, features, count, (first, rows) => {
    for (let row = 0; row < rows; row++) predictions[first + row] = network.outputLayer.output[row] ?? NaN;
  });
  return predictions;
}

/** Each hidden unit's output for each row of `features`: `[units, count]`, layer by layer. */
export function mapUnits(network: CpuNetwork, features: Float32Array, count: number): Float32Array {
  const hidden = network.layers.slice(0, -1);
  const maps = new Float32Array(hidden.reduce((sum, { units }) => sum + units, 0) * count);
  forEachTile(network, features, count, (first, rows) => {
    let map = 0;
    for (const { units, output } of hidden)
      for (let unit = 0; unit < units; unit++, map++)
        for (let row = 0; row < rows; row++)
          maps[map * count + first + row] = output[row * units + unit] ?? NaN;
  });
  return maps;
}

/** Runs `features` through the network and calls `look` after each tile with its first row and its number of rows. */
function forEachTile(
  network: CpuNetwork,
  features: Float32Array,
  count: number,
  look: (first: number, rows: number) => void,
): void {
  const width = features.length / count;
  for (let first = 0; first < count; first += TILE_ROWS) {
    const rows = Math.min(TILE_ROWS, count - first);
    for (let at = 0; at < rows * width; at++) network.features[at] = features[first * width + at] ?? 0;
    runForward(network, rows);
    look(first, rows);
  }
}
