/** What a generated kernel is made for: the shape of a network and the formulas it is trained with. Plain data, so that equal kernels are found by comparing text. */
import type { OptimizerDefinition } from '../../domain/formula/definitions';
import type { Expr } from '../../domain/formula/expr';
import type { ClippingId } from '../../domain/ids';

export interface KernelSpec {
  /** Hidden layers, then the output layer. */
  readonly layers: readonly LayerKernel[];
  readonly loss: {
    /** Whether the loss is of the logits; else it is of the predictions. */
    readonly isOfLogits: boolean;
    readonly value: Expr;
    readonly slope: Expr;
  };
  readonly optimizer: OptimizerDefinition;
  /** What a kernel weight's penalty adds to its gradient, in `w` and `rate`; null for none. */
  readonly penaltySlope: Expr | null;
  /** Of the gradient with its penalty. With `norm` all gradients of a step are known before the first parameter is updated. */
  readonly clipping: ClippingId;
  /** Groups of four samples that go through the network together, 1 to MAX_GROUPS. */
  readonly groups: number;
  /** Whether a step may take several tiles, whose gradients are added up; else a step is one tile. Either way the bytes are the same. */
  readonly isTiled: boolean;
}

export interface LayerKernel {
  readonly inputs: number;
  readonly units: number;
  readonly bias: boolean;
  /** Neither updated nor, where nothing below it is trained, passed on the way back. */
  readonly isFrozen: boolean;
  /** f(z) and f'(z), in the variables `z` and `alpha`. */
  readonly activation: { readonly value: Expr; readonly slope: Expr };
}

/** Samples that one vector holds. */
export const LANES = 4;

/** 32 samples: a tile of all activations stays in the fastest cache, and sums over it are written out without a loop. */
export const MAX_GROUPS = 8;

/** How a batch is cut into tiles: as few as possible, as equal as possible. */
export function planTiles(batchSize: number): { readonly groups: number; readonly isTiled: boolean } {
  const wanted = Math.ceil(batchSize / LANES);
  const tiles = Math.ceil(wanted / MAX_GROUPS);
  return { groups: Math.ceil(wanted / tiles), isTiled: tiles > 1 };
}
