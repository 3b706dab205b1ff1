/** What all parts of a kernel's code must agree on while a tile of samples goes through. */
import type { Place } from './functionBuilder';
import { placeAt } from './functionBuilder';
import type { KernelLayout } from './kernelLayout';
import type { KernelSpec } from './kernelSpec';

export interface TilePlan {
  readonly spec: KernelSpec;
  readonly layout: KernelLayout;
  /** Groups of four samples in a tile. */
  readonly groups: number;
  /** Bytes of a row of lanes; rows of neighbouring units follow each other without gaps. */
  readonly rowBytes: number;
  /** The network's block. */
  readonly network: Place;
  /** First row of the tile's features; the targets' rows follow. */
  readonly tile: Place;
}

export interface ForwardPlan extends TilePlan {
  /** Train: keep slopes and leave dL/dz. Look: write predictions and losses, a row of lanes for each unit. */
  readonly purpose:
    | { readonly kind: 'train' }
    | { readonly kind: 'look'; readonly predictions: Place; readonly losses: Place };
}

/** Where a layer reads its inputs: the outputs of the layer before, or the tile's features. */
export function inputsOf({ layout, tile }: TilePlan, index: number): Place {
  const before = layout.layers[index - 1];
  return before ? placeAt(before.outputs) : tile;
}
