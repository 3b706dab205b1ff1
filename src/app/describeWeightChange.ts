/** What the curves' mark says of a weight or bias that a person sets on the way: the layer, the value before and the value after. */
import type { TuneChange } from '../domain/commands';
import type { Experiment } from '../domain/experiment';
import { layoutParams } from '../domain/paramLayout';
import { shortestFloat } from '../domain/shortestFloat';
import type { Snapshot } from '../protocol/snapshot';

export interface WeightChange {
  readonly mark: TuneChange;
  /** Names the weight and the epoch: what is set again within one epoch makes one mark. */
  readonly gesture: string;
}

/** null where nothing was seen of the network yet, or where it has no such parameter. */
export function describeWeightChange(
  experiment: Experiment,
  seen: Snapshot | null,
  network: number,
  parameter: number,
  value: number,
): WeightChange | null {
  const { layers } = layoutParams(experiment, network);
  const now = seen?.networks[network];
  const before = now?.parameters[parameter];
  const layer = layers.findLastIndex(({ kernelOffset }) => kernelOffset <= parameter);
  const layout = layers[layer];
  if (!now || before === undefined || !layout) return null;
  const isBias = layout.biasOffset !== null && parameter >= layout.biasOffset;
  return {
    mark: {
      field: isBias ? 'bias' : 'weight',
      layer: layer === layers.length - 1 ? 'output' : layer,
      from: shortestFloat(before),
      to: value,
    },
    gesture: `${parameter} at ${now.epoch}`,
  };
}
