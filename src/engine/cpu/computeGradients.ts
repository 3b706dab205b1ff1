/** The gradient of one batch's mean loss, tile by tile; without regularisation, which the update adds. */
import type { SampleSet } from '../buildTrainingData';
import { TILE_ROWS } from './buildCpuNetwork';
import type { CpuNetwork } from './buildCpuNetwork';
import { runBackward, runForwardWithSlopes, runLoss } from './runTile';

/** Sets `network.gradients` from the samples order[first] to order[first + count - 1] of `set`. */
export function computeGradients(
  network: CpuNetwork,
  set: SampleSet,
  order: Uint32Array,
  first: number,
  count: number,
): void {
  network.gradients.fill(0);
  for (let done = 0; done < count; done += TILE_ROWS) {
    const rows = Math.min(TILE_ROWS, count - done);
    for (let row = 0; row < rows; row++) loadSample(network, row, set, order[first + done + row] ?? 0);
    runForwardWithSlopes(network, rows);
    runLoss(network, rows, count);
    runBackward(network, rows);
  }
}

/** Copies one sample's features and coded class into row `row` of the tile. */
export function loadSample(network: CpuNetwork, row: number, set: SampleSet, sample: number): void {
  const { features, targets, rule } = network;
  const width = set.features.length / set.count;
  for (let column = 0; column < width; column++)
    features[row * width + column] = set.features[sample * width + column] ?? 0;
  targets[row] = (set.classes[sample] ?? 0) > 0.5 ? rule.positive : rule.negative;
}
