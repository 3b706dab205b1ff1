/** What has to be done to running networks when the experiment changes; made by `planCommands`. */
import type { WeightEdit } from './experiment';

export type Command =
  /** Weights are lost: network `network` starts again at step 0. */
  | { readonly kind: 'rebuild'; readonly network: number }
  /** Weights are kept; named fields of the network changed (`learningRate`, `activation`, …). */
  | { readonly kind: 'tune'; readonly network: number; readonly changes: readonly TuneChange[] }
  /** Weights are kept but for one layer's, which are drawn anew. */
  | {
      readonly kind: 'reinitialize';
      readonly network: number;
      readonly layer: number | 'output';
      readonly draw: { readonly from: number; readonly to: number };
    }
  /** The list of weights set by hand is another: those that are new in it are set; one taken out of it stays as it is until the run begins anew. */
  | { readonly kind: 'edit'; readonly network: number; readonly weights: readonly WeightEdit[] }
  | { readonly kind: 'stopRules' }
  /** Only what is shown changed. */
  | { readonly kind: 'view' };

/** One tuned field, for the mark on the curves. `layer` is an index into hidden layers, or 'output', or null for the whole network. */
export interface TuneChange {
  readonly field:
    | 'learningRate'
    | 'batchSize'
    | 'regularization'
    | 'regularizationRate'
    | 'dropout'
    | 'optimizer'
    | 'loss'
    | 'activation'
    | 'alpha'
    | 'frozen'
    | 'schedule'
    | 'scheduleEpochs'
    | 'scheduleFactor'
    | 'clipping'
    | 'clippingLimit'
    /** The layer's weights were drawn anew. */
    | 'draw'
    /** Set by hand on the way. */
    | 'weight'
    | 'bias';
  readonly layer: number | 'output' | null;
  readonly from: number | string | boolean;
  readonly to: number | string | boolean;
}
