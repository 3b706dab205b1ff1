/** Everything page and worker say to each other. Messages are `noun/verb`; nothing else crosses. */
import type { Command } from '../domain/commands';
import type { Experiment } from '../domain/experiment';
import type { EngineChoice, EngineInfo } from './engineInfo';

export type ToWorker =
  /** Start from nothing; the first message, and the one after a worker was replaced. */
  | {
      readonly type: 'experiment/load';
      readonly experiment: Experiment;
      readonly revision: number;
      readonly choice: EngineChoice;
    }
  | {
      readonly type: 'experiment/change';
      readonly experiment: Experiment;
      readonly revision: number;
      readonly commands: readonly Command[];
    }
  | { readonly type: 'run/play' }
  | { readonly type: 'run/pause' }
  /** One batch, then pause. */
  | { readonly type: 'run/step' }
  /** To the end of the present epoch (a whole one when at its end), then pause. */
  | { readonly type: 'run/epoch' }
  /** Step 0 again with the present experiment; paused. */
  | { readonly type: 'run/reset' }
  /** Epochs a second; Infinity is as fast as it goes. */
  | { readonly type: 'speed/set'; readonly epochsPerSecond: number }
  | { readonly type: 'engine/choose'; readonly choice: EngineChoice }
  | { readonly type: 'snapshot/request'; readonly request: SnapshotRequest };

export interface SnapshotRequest {
  /** Points a side of the output's grid, 0 for none. */
  readonly boundarySize: number;
  /** Points a side of each hidden unit's grid, 0 for none. */
  readonly mapSize: number;
}

export type FromWorker =
  | { readonly type: 'status/changed'; readonly status: WorkerStatus }
  /** The answer to one `snapshot/request`, packed by `encodeSnapshot`; the buffer is transferred. */
  | { readonly type: 'snapshot/ready'; readonly buffer: ArrayBuffer };

export const TRAINER_STATES = ['starting', 'paused', 'training', 'done', 'diverged', 'failed'] as const;
export type TrainerStatus = (typeof TRAINER_STATES)[number];

/** Slow facts: sent when one of them changes. */
export interface WorkerStatus {
  readonly trainer: TrainerStatus;
  readonly engine: EngineInfo | null;
  /** What stopped the run, for `done`, `diverged` and `failed`. */
  readonly cause: StatusCause | null;
}

export type StatusCause =
  | { readonly code: 'epochsReached'; readonly epoch: number }
  | { readonly code: 'targetReached'; readonly network: number; readonly epoch: number }
  | { readonly code: 'notFinite'; readonly network: number; readonly epoch: number }
  | { readonly code: 'engineFailed'; readonly detail: string };
