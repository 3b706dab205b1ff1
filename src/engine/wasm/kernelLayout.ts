/** Where everything that a generated kernel works on stands in memory; sizes only, no values. */
import { LANES, MAX_GROUPS } from './kernelSpec';
import type { KernelSpec, LayerKernel } from './kernelSpec';

/** Most numbers per parameter that any optimiser keeps; room is left for all of them, so that changing the optimiser moves nothing. */
export const MAX_SLOTS = 2;
const MAX_SCALARS = 8;
const MAX_LAYERS = 16;

/** Byte addresses within a network's own block. */
export const CELL = {
  learningRate: 0,
  penaltyRate: 4,
  scalars: 8,
  alphas: 8 + 4 * MAX_SCALARS,
  /** The limit of clipping, and its negative. */
  clippingMax: 8 + 4 * (MAX_SCALARS + MAX_LAYERS),
  clippingMin: 12 + 4 * (MAX_SCALARS + MAX_LAYERS),
} as const;
const CELLS_BYTES = 4 * (4 + MAX_SCALARS + MAX_LAYERS);

/** Constants stand at the same place for every kernel. Address 0 stays unused. */
const POOL_ADDRESS = 16;
const POOL_BYTES = 4096;

/**
 * One layer's parameters, in a matrix of `inputs` rows and, with a bias, one more. From four units on, rows are padded to whole vectors
 * with numbers that are and stay 0; narrower rows follow each other without gaps.
 */
export interface LayerBlock extends LayerKernel {
  /** First parameter, counted in floats from the beginning of all parameters; a multiple of 4. */
  readonly start: number;
  /** Floats from one row to the next. */
  readonly rowLength: number;
  /** Floats of all rows, padded to whole vectors. */
  readonly length: number;
  /** Address of the outputs f(z): a row of lanes for each unit. */
  readonly outputs: number;
  /** Address of the slopes f'(z), which the way back turns into dL/dz: a row of lanes for each unit. */
  readonly deltas: number;
}

export interface KernelLayout {
  readonly pool: { readonly address: number; readonly bytes: number };
  readonly layers: readonly LayerBlock[];
  /** Bytes of a row of lanes. */
  readonly rowBytes: number;
  /** Rows of a training tile: features, targets, and the weight of each sample in the mean (0 where there is none). */
  readonly tileRows: number;
  readonly tileBytes: number;
  /** Address of one vector for each parameter, where gradients are added up over tiles. */
  readonly sums: number;
  /** End of what all networks of this shape share. */
  readonly sharedBytes: number;
  /** Within a network's block: parameters, then each slot, then gradients that are put aside, all of `parameterBytes`. */
  readonly parameters: number;
  readonly parameterBytes: number;
  /** Bytes from a parameter to its gradient. */
  readonly gradients: number;
  /** Bytes of a network's block. */
  readonly networkBytes: number;
}

type Shape = Pick<KernelSpec, 'layers' | 'groups' | 'isTiled'>;

export function layoutKernel({ layers, groups, isTiled }: Shape): KernelLayout {
  if (layers.length > MAX_LAYERS) throw new RangeError(`${layers.length} layers are too many`);
  const rowBytes = groups * LANES * 4;
  // Forward-only looks go through the same rows, in tiles of MAX_GROUPS.
  const roomBytes = MAX_GROUPS * LANES * 4;
  let address = POOL_ADDRESS + POOL_BYTES;
  let start = 0;
  const blocks = layers.map((layer): LayerBlock => {
    const rowLength = layer.units < LANES ? layer.units : padded(layer.units);
    const length = padded(rowLength * (layer.inputs + (layer.bias ? 1 : 0)));
    const block = {
      ...layer,
      start,
      rowLength,
      length,
      outputs: address,
      deltas: address + layer.units * roomBytes,
    };
    address += 2 * layer.units * roomBytes;
    start += length;
    return block;
  });
  const [first] = layers;
  const last = layers.at(-1);
  if (!first || !last) throw new RangeError('a network needs a layer');
  const tileRows = first.inputs + last.units + 1;
  const parameters = padded(CELLS_BYTES / 4) * 4;
  return {
    pool: { address: POOL_ADDRESS, bytes: POOL_BYTES },
    layers: blocks,
    rowBytes,
    tileRows,
    tileBytes: tileRows * rowBytes,
    sums: address,
    sharedBytes: address + (isTiled ? start * LANES * 4 : 0),
    parameters,
    parameterBytes: start * 4,
    gradients: (1 + MAX_SLOTS) * start * 4,
    networkBytes: parameters + (2 + MAX_SLOTS) * start * 4,
  };
}

/** The next multiple of LANES. */
const padded = (count: number): number => Math.ceil(count / LANES) * LANES;
