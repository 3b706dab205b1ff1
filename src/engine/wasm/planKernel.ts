/** Which kernel a network's settings ask for, and which numbers it reads while it runs. */
import type { NetworkSpec } from '../../domain/experiment';
import { ACTIVATIONS } from '../../domain/formula/activations';
import { resolveOutput } from '../../domain/formula/losses';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { REGULARIZATIONS } from '../../domain/formula/regularizations';
import type { ParamLayout } from '../../domain/paramLayout';
import { CELL } from './kernelLayout';
import { planTiles } from './kernelSpec';
import type { KernelSpec, LayerKernel } from './kernelSpec';

/** Settings that are numbers are not part of a kernel, but for the batch size, by which samples are grouped. */
export function planKernel(network: NetworkSpec, layout: ParamLayout, trainCount: number): KernelSpec {
  const { loss } = resolveOutput(network);
  const settings = [...network.hidden, network.output];
  const layers = layout.layers.map(({ inputs, units, biasOffset }, index): LayerKernel => {
    const { activation, frozen } = settings[index] ?? network.output;
    const { value, slope } = ACTIVATIONS[activation.id];
    return {
      inputs,
      units,
      bias: biasOffset !== null,
      isFrozen: frozen,
      activation: { value, slope },
    };
  });
  const { id } = network.regularization;
  return {
    layers,
    loss: { isOfLogits: loss.of === 'logits', value: loss.value, slope: loss.slope },
    optimizer: OPTIMIZERS[network.optimizer.id],
    penaltySlope: id === 'none' ? null : REGULARIZATIONS[id].slope,
    clipping: network.optimizer.clipping.id,
    ...planTiles(Math.min(network.batchSize, trainCount)),
  };
}

/** Writes all numbers but the learning rate, which is the epoch's, into a network's block; `cells` begins where the block does. */
export function writeSettings(cells: Float32Array, network: NetworkSpec): void {
  const { limit } = network.optimizer.clipping;
  cells[CELL.clippingMax / 4] = limit;
  cells[CELL.clippingMin / 4] = -limit;
  cells[CELL.penaltyRate / 4] = network.regularization.rate;
  [...network.hidden, network.output].forEach(({ activation }, index) => {
    cells[CELL.alphas / 4 + index] = activation.alpha;
  });
}
