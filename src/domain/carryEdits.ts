/** Takes weights that were set by hand along when a network's shape changes: each stays with its two units, and goes with them when one is removed. */
import type { Experiment, WeightEdit } from './experiment';
import { layoutParams, type LayerLayout } from './paramLayout';

/**
 * The edits of network `index` of `before`, with the parameters' numbers in `after`. `layerBefore` gives for each layer of `after` (hidden ones, then the
 * output) the index in `before` of the layer that it was, or null for a new one. A kernel weight stays only while the layer before it stays the one before
 * it; inputs are known by their names.
 */
export function carryEdits(
  before: Experiment,
  after: Experiment,
  index: number,
  layerBefore: readonly (number | null)[],
): readonly WeightEdit[] {
  const edits = before.networks[index]?.edits ?? [];
  if (edits.length === 0) return edits;
  const from = layoutParams(before, index);
  const to = layoutParams(after, index);
  return edits.flatMap(({ parameter, value }) => {
    const oldAt = from.layers.findLastIndex(({ kernelOffset }) => kernelOffset <= parameter);
    const newAt = layerBefore.indexOf(oldAt);
    const old = from.layers[oldAt];
    const next = to.layers[newAt];
    if (!old || !next) return [];
    const place = placeOf(old, parameter);
    if (place.to >= next.units) return [];
    if (place.from === null) {
      return next.biasOffset === null ? [] : [{ parameter: next.biasOffset + place.to, value }];
    }
    const source = newAt === 0 && oldAt === 0 ? inputIn(before, after, place.from) : place.from;
    const followsSame = newAt === 0 ? oldAt === 0 : layerBefore[newAt - 1] === oldAt - 1;
    if (!followsSame || source === null || source >= next.inputs) return [];
    return [{ parameter: next.kernelOffset + source * next.units + place.to, value }];
  });
}

/** `from` is null for a bias. */
function placeOf(
  layer: LayerLayout,
  parameter: number,
): { readonly from: number | null; readonly to: number } {
  if (layer.biasOffset !== null && parameter >= layer.biasOffset)
    return { from: null, to: parameter - layer.biasOffset };
  const inKernel = parameter - layer.kernelOffset;
  return { from: Math.floor(inKernel / layer.units), to: inKernel % layer.units };
}

function inputIn(before: Experiment, after: Experiment, input: number): number | null {
  const name = before.inputs[input];
  const at = name === undefined ? -1 : after.inputs.indexOf(name);
  return at < 0 ? null : at;
}
