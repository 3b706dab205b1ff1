/** What a tile of samples goes through: forward, loss, backward. Each is one small function; none allocates. */
import type { CpuNetwork } from './buildCpuNetwork';
import {
  addParameterGradients,
  computeInputGradients,
  computeLogits,
  multiplyBy,
  scaleBy,
} from './denseLoops';

/** Predictions of the first `rows` rows of `network.features`, left in the output layer. */
export function runForward(network: CpuNetwork, rows: number): void {
  for (const layer of network.layers) {
    computeLogits(layer.z, layer.input, rows, network.parameters, layer);
    layer.activate.run(0, rows * layer.units);
  }
}

/** As `runForward`, and keeps every activation's slope for the way back. */
export function runForwardWithSlopes(network: CpuNetwork, rows: number): void {
  for (const layer of network.layers) {
    computeLogits(layer.z, layer.input, rows, network.parameters, layer);
    layer.activateWithSlope.run(0, rows * layer.units);
  }
}

/** dL/dz of the output layer, after `runForwardWithSlopes`; L is the mean over a batch of `batchCount` samples. */
export function runLoss(network: CpuNetwork, rows: number, batchCount: number): void {
  const { outputLayer } = network;
  network.computeLossSlopes.run(0, rows);
  // A loss of the prediction a = f(z): dL/dz = dL/da · f'(z).
  if (!network.isLossOfLogits) multiplyBy(outputLayer.delta, outputLayer.slope, rows);
  scaleBy(outputLayer.delta, 1 / batchCount, rows);
}

/** Adds the tile's share to `network.gradients`, after `runLoss`: from the last layer down to the first that is trained. */
export function runBackward(network: CpuNetwork, rows: number): void {
  const { layers, firstTrained, gradients, parameters } = network;
  for (let index = layers.length - 1; index >= firstTrained; index--) {
    const layer = layers[index];
    if (!layer) return;
    if (!layer.isFrozen) addParameterGradients(gradients, layer.input, layer.delta, rows, layer);
    const below = index > firstTrained ? layers[index - 1] : undefined;
    if (!below) return;
    computeInputGradients(below.delta, layer.delta, rows, parameters, layer);
    multiplyBy(below.delta, below.slope, rows * below.units);
  }
}
