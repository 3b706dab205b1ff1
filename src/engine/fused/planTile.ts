/** Decides where the baseline kernel keeps weights and activations: workgroup memory as far as it reaches, else storage. Sizes and places only. */
import { rowsOf } from './fusedSpec';
import type { FusedSpec } from './fusedSpec';

export interface TilePlan {
  /** Samples that go through the network together; a larger batch takes several tiles. */
  readonly rows: number;
  readonly isTileShared: boolean;
  readonly areWeightsShared: boolean;
  /** Of each layer: where its inputs `[rows, inputStride]` stand in the tile, and where its deltas `[rows, deltaStride]`. */
  readonly layers: readonly TileLayer[];
  /** Where the coded targets `[rows]` stand in the tile. */
  readonly targets: number;
  readonly tileLength: number;
  readonly weightsLength: number;
  /** Floats of storage beside the state: a gradient for each parameter, then the tile if it is not shared. */
  readonly scratchLength: number;
}

export interface TileLayer {
  readonly inputAt: number;
  readonly inputStride: number;
  readonly deltaAt: number;
  readonly deltaStride: number;
  /** The layer's matrix `[inputs (+ 1), weightStride]` among the weights; its row stride is that of the parameters where weights are in storage. */
  readonly weightAt: number;
  readonly weightStride: number;
}

/** Row strides are odd, so that neighbouring threads that walk down columns meet different memory banks. */
const odd = (width: number): number => width | 1;

/** Best first: a tile too small wastes threads, but storage costs more. */
const CANDIDATES = [
  { rows: 32, isTileShared: true, areWeightsShared: true },
  { rows: 16, isTileShared: true, areWeightsShared: true },
  { rows: 8, isTileShared: true, areWeightsShared: true },
  { rows: 32, isTileShared: true, areWeightsShared: false },
  { rows: 16, isTileShared: true, areWeightsShared: false },
  { rows: 8, isTileShared: true, areWeightsShared: false },
  { rows: 32, isTileShared: false, areWeightsShared: false },
] as const;

/** `sharedBytes` is the workgroup memory that the device has. The last candidate needs none, so there is always a plan. */
export function planTile(spec: FusedSpec, sharedBytes: number): TilePlan {
  const plans = CANDIDATES.map((candidate) => layoutTile(spec, candidate));
  const fitting = plans.find((plan) => sharedBytesOf(plan) <= sharedBytes) ?? plans.at(-1);
  if (!fitting) throw new RangeError('there is no way to lay out a tile');
  return fitting;
}

export const sharedBytesOf = (plan: TilePlan): number =>
  4 * ((plan.isTileShared ? plan.tileLength : 0) + (plan.areWeightsShared ? plan.weightsLength : 0));

function layoutTile(spec: FusedSpec, places: (typeof CANDIDATES)[number]): TilePlan {
  const { rows, isTileShared, areWeightsShared } = places;
  let at = 0;
  let weightsLength = 0;
  const layers = spec.layers.map((layer): TileLayer => {
    const inputStride = odd(rowsOf(layer));
    const deltaStride = odd(layer.units);
    const inputAt = at;
    at += rows * inputStride;
    const deltaAt = at;
    at += rows * deltaStride;
    const weightStride = areWeightsShared ? odd(layer.units) : layer.units;
    const weightAt = areWeightsShared ? weightsLength : layer.kernelOffset;
    weightsLength += rowsOf(layer) * weightStride;
    return { inputAt, inputStride, deltaAt, deltaStride, weightAt, weightStride };
  });
  const tileLength = at + rows;
  return {
    ...places,
    layers,
    targets: at,
    tileLength,
    weightsLength,
    scratchLength: spec.count + (isTileShared ? 0 : tileLength),
  };
}
