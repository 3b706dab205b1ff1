/** What one look into the worker brings back; packed into one buffer by `encodeSnapshot`, read in place by `decodeSnapshot`. */
import type { EpochMetrics } from '../domain/metrics';
import type { TrainerStatus } from './messages';

export interface Snapshot {
  /** Revision of the experiment that these numbers belong to. */
  readonly revision: number;
  /** Counts up at every rebuild and reset: histories of another run must not be joined to this one. */
  readonly run: number;
  readonly trainer: TrainerStatus;
  /** Steps a second of training over the last second, all networks of the lock step counted once; 0 when paused. */
  readonly stepsPerSecond: number;
  readonly networks: readonly NetworkSnapshot[];
}

export interface NetworkSnapshot {
  /** Whole epochs finished. */
  readonly epoch: number;
  /** Steps taken since the run began. */
  readonly step: number;
  /** Steps of the epoch under way that are done, 0 to stepsPerEpoch - 1. */
  readonly stepInEpoch: number;
  readonly stepsPerEpoch: number;
  /** The last epoch that was evaluated. */
  readonly metrics: EpochMetrics;
  /** Epochs evaluated since the last snapshot, oldest first; thinned if more than the worker keeps. */
  readonly rows: readonly EpochMetrics[];
  /** As `layoutParams` orders them. */
  readonly parameters: Float32Array;
  /** The output's prediction on a `boundarySize`² grid; row 0 is at x2 = +6, column 0 at x1 = -6, both edges included. */
  readonly boundary: Float32Array;
  readonly boundarySize: number;
  /** Each hidden unit's output on a `mapSize`² grid of the same orientation: layer by layer, unit by unit. */
  readonly maps: Float32Array;
  readonly mapSize: number;
}
