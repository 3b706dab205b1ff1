/** Changes of a run's weights from outside: single ones set by hand, a layer's drawn anew. Makes new states and trains nothing. */
import type { Experiment, WeightEdit } from '../domain/experiment';
import { OPTIMIZERS } from '../domain/formula/optimizers';
import { buildInitialParameters } from '../domain/initialParameters';
import { layoutParams } from '../domain/paramLayout';
import type { TrainerState } from '../protocol/trainerState';

/** `state` with these parameters; throws RangeError for one that there is not. */
export function withWeights(state: TrainerState, weights: readonly WeightEdit[]): TrainerState {
  const parameters = state.parameters.slice();
  for (const { parameter, value } of weights) {
    if (!(parameter in parameters)) throw new RangeError(`the network has no parameter ${parameter}`);
    parameters[parameter] = value;
  }
  return { ...state, parameters };
}

/**
 * `state` with the weights that the layer begins with in `experiment`. What the optimiser has gathered for the old ones means nothing to the new ones and
 * starts again too; the counts that the whole network shares (Adam's powers of β) stay.
 */
export function withLayerDrawn(
  state: TrainerState,
  experiment: Experiment,
  index: number,
  layer: number | 'output',
): TrainerState {
  const { layers, count } = layoutParams(experiment, index);
  const at = layer === 'output' ? layers.length - 1 : layer;
  const start = layers[at]?.kernelOffset ?? count;
  const end = layers[at + 1]?.kernelOffset ?? count;
  const parameters = state.parameters.slice();
  parameters.set(buildInitialParameters(experiment, index).subarray(start, end), start);
  const starts = Object.values(OPTIMIZERS[state.optimizer].slots);
  const slots = state.slots.map((slot, number) => slot.slice().fill(starts[number] ?? 0, start, end));
  return { ...state, parameters, slots };
}
