/** Moves parameters, or a slot, between the one flat array that all engines share and the padded rows that a kernel works on. */
import type { LayerLayout, ParamLayout } from '../../domain/paramLayout';
import type { LayerBlock } from './kernelLayout';

/** Calls `move` for every row of neighbouring numbers: where it starts in the flat array and in the blocks, and its length. */
function forEachRow(
  { layers }: ParamLayout,
  blocks: readonly LayerBlock[],
  move: (flat: number, block: number, length: number) => void,
): void {
  layers.forEach(({ inputs, units, kernelOffset, biasOffset }: LayerLayout, index) => {
    const block = blocks[index];
    if (!block) return;
    for (let row = 0; row < inputs; row++)
      move(kernelOffset + row * units, block.start + row * block.rowLength, units);
    if (biasOffset !== null) move(biasOffset, block.start + inputs * block.rowLength, units);
  });
}

/** Copies `flat` into `padded`; padding is left alone. Throws RangeError for an array of another length. */
export function packParameters(
  padded: Float32Array,
  flat: Float32Array,
  layout: ParamLayout,
  blocks: readonly LayerBlock[],
): void {
  if (flat.length !== layout.count)
    throw new RangeError(`${flat.length} numbers for ${layout.count} parameters`);
  forEachRow(layout, blocks, (from, to, length) => padded.set(flat.subarray(from, from + length), to));
}

/** A new flat array from `padded`. */
export function unpackParameters(
  padded: Float32Array,
  layout: ParamLayout,
  blocks: readonly LayerBlock[],
): Float32Array {
  const flat = new Float32Array(layout.count);
  forEachRow(layout, blocks, (to, from, length) => flat.set(padded.subarray(from, from + length), to));
  return flat;
}
