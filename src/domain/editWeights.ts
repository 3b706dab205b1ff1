/** Changes of an Experiment that concern initial weights: one set by hand, a layer drawn anew, and what becomes of the weights set by hand when the shape changes. */
import type { Experiment, NetworkSpec, WeightEdit } from './experiment';
import type { InputId } from './ids';
import { LIMITS } from './limits';
import { layoutParams } from './paramLayout';
import { sameValue } from './sameValue';

const updateNetwork = (
  experiment: Experiment,
  index: number,
  update: (network: NetworkSpec) => NetworkSpec,
): Experiment => ({
  ...experiment,
  networks: experiment.networks.map((network, at) => (at === index ? update(network) : network)),
});

/** Whether one more weight can be set by hand: there is a place left, or this one is set already. */
export function canSetWeight({ edits }: NetworkSpec, parameter: number): boolean {
  return edits.length < LIMITS.edits.max || edits.some((edit) => edit.parameter === parameter);
}

/** Network `index` starts with `value` at place `parameter` of `layoutParams`; unchanged where `canSetWeight` says no. */
export function setWeight(
  experiment: Experiment,
  index: number,
  parameter: number,
  value: number,
): Experiment {
  return updateNetwork(experiment, index, (network) => {
    if (!canSetWeight(network, parameter)) return network;
    const others = network.edits.filter((edit) => edit.parameter !== parameter);
    const edits = [...others, { parameter, value }].sort((a, b) => a.parameter - b.parameter);
    return { ...network, edits };
  });
}

/** The layer's weights are drawn anew, and what was set by hand in it is gone. */
export function reinitializeLayer(
  experiment: Experiment,
  index: number,
  layer: number | 'output',
): Experiment {
  const { layers, count } = layoutParams(experiment, index);
  const at = layer === 'output' ? layers.length - 1 : layer;
  const first = layers[at]?.kernelOffset ?? count;
  const end = layers[at + 1]?.kernelOffset ?? count;
  const redraw = <T extends { readonly draw: number }>(spec: T): T => ({ ...spec, draw: spec.draw + 1 });
  return updateNetwork(experiment, index, (network) => ({
    ...network,
    hidden: network.hidden.map((spec, number) => (number === layer ? redraw(spec) : spec)),
    output: layer === 'output' ? redraw(network.output) : network.output,
    edits: network.edits.filter(({ parameter }) => parameter < first || parameter >= end),
  }));
}

/**
 * `after` with its weights set by hand where they belong once the shape has changed from `before`: each stays at its layer (hidden ones by number, the
 * output layer by being it), its neuron and its input; those whose place is gone are left out. `after` itself where no layout has changed, or where
 * these edits were not `before`'s.
 */
export function fitEdits(before: Experiment, after: Experiment): Experiment {
  return after.networks.reduce((fitted, network, index) => {
    const old = before.networks[index];
    if (!old || network.edits.length === 0 || !sameValue(old.edits, network.edits)) return fitted;
    if (
      sameValue(layoutParams(before, index), layoutParams(after, index)) &&
      sameValue(before.inputs, after.inputs)
    )
      return fitted;
    const edits = network.edits.flatMap((edit) => moveEdit(edit, before, after, index));
    return updateNetwork(fitted, index, (spec) => ({ ...spec, edits }));
  }, after);
}

function moveEdit(
  { parameter, value }: WeightEdit,
  before: Experiment,
  after: Experiment,
  index: number,
): readonly WeightEdit[] {
  const from = layoutParams(before, index).layers;
  const to = layoutParams(after, index).layers;
  const layer = from.findLastIndex(({ kernelOffset }) => kernelOffset <= parameter);
  const source = from[layer];
  const isOutput = layer === from.length - 1;
  const target = isOutput ? to.at(-1) : to.slice(0, -1)[layer];
  if (!source || !target) return [];
  const place = parameter - source.kernelOffset;
  const unit = place % source.units;
  if (unit >= target.units) return [];
  const row = Math.floor(place / source.units);
  if (row === source.inputs)
    return target.biasOffset === null ? [] : [{ parameter: target.biasOffset + unit, value }];
  // The first layer's rows are inputs, every other's the neurons below it.
  const wasFirst = layer === 0;
  if (wasFirst !== (target === to[0])) return [];
  const newRow = wasFirst ? moveInput(row, before.inputs, after.inputs) : row;
  if (newRow < 0 || newRow >= target.inputs) return [];
  return [{ parameter: target.kernelOffset + newRow * target.units + unit, value }];
}

/** Where the first layer has that input now; -1 where it is off. */
function moveInput(row: number, before: readonly InputId[], after: readonly InputId[]): number {
  const input = before[row];
  return input === undefined ? -1 : after.indexOf(input);
}
