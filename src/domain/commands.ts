/** What has to be done to running networks when the experiment changes; made by `planCommands`. */
export type Command =
  /** Weights are lost: network `network` starts again at step 0. */
  | { readonly kind: 'rebuild'; readonly network: number }
  /** Weights are kept; named fields of the network changed (`learningRate`, `activation`, …). */
  | { readonly kind: 'tune'; readonly network: number; readonly changes: readonly TuneChange[] }
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
    | 'frozen';
  readonly layer: number | 'output' | null;
  readonly from: number | string | boolean;
  readonly to: number | string | boolean;
}
