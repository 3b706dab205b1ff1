/** All that is needed for a run to go on elsewhere: in another engine, or in a worker that takes the place of one that died. */
import type { EpochMetrics } from '../domain/metrics';
import type { OptimizerId } from '../domain/ids';

export interface TrainerState {
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerId;
  /** One array per slot, in the order of the optimiser's definition, each as long as `parameters`. */
  readonly slots: readonly Float32Array[];
  readonly scalars: Readonly<Record<string, number>>;
  readonly cursor: Cursor;
}

/** Where in the training set a run stands. */
export interface Cursor {
  /** Whole epochs finished. */
  readonly epoch: number;
  /** Samples of the present epoch's permutation already used, 0 to trainCount - 1. */
  readonly used: number;
  /** Steps taken since the run began. */
  readonly step: number;
}

/** A run at one moment. */
export interface SavedRun {
  /** Of the experiment that it belongs to. */
  readonly revision: number;
  /** Its number, as in snapshots: curves of the same run are joined. */
  readonly run: number;
  /** One for each network. */
  readonly states: readonly SavedNetwork[];
}

export interface SavedNetwork extends TrainerState {
  /** Spent in training since the run began. */
  readonly seconds: number;
  /** The last epoch that was evaluated. */
  readonly metrics: EpochMetrics;
}
