/** Everything page and worker say to each other. Messages are `noun/verb`; nothing else crosses. */
import type { Command } from '../domain/commands';
import type { Experiment } from '../domain/experiment';
import type { FromDevice, ToDevice } from './deviceMessages';
import type { EngineChoice, EngineInfo } from './engineInfo';
import type { SavedRun } from './trainerState';

/** What concerns the run, and goes to the runner. */
export type ToRunner =
  /** Start from nothing; the first message, and the one after a worker was replaced. */
  | {
      readonly type: 'experiment/load';
      readonly experiment: Experiment;
      readonly revision: number;
      readonly choice: EngineChoice;
      /** Goes on from here, where a worker has died; fits `experiment`, or nothing of it is used. */
      readonly saved?: SavedRun;
    }
  | {
      readonly type: 'experiment/change';
      readonly experiment: Experiment;
      readonly revision: number;
      readonly commands: readonly Command[];
      /**
       * The revision to which undo or redo leads back: where `commands` rebuild or reinitialise, the run that was left at it comes back whole
       * (weights, optimiser, epoch, its number) if the worker still has it; else the commands are carried out as always.
       */
      readonly restore?: number;
    }
  /** One weight or bias is set by hand in a network that trains, by its index in `layoutParams`; the experiment does not know of it. */
  | {
      readonly type: 'weights/set';
      readonly network: number;
      readonly parameter: number;
      readonly value: number;
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

export type ToWorker = ToRunner | ToDevice;

export interface SnapshotRequest {
  /** Points a side of the output's grid, 0 for none. */
  readonly boundarySize: number;
  /** Points a side of each hidden unit's grid, 0 for none. */
  readonly mapSize: number;
}

export type FromWorker =
  | FromDevice
  | { readonly type: 'status/changed'; readonly status: WorkerStatus }
  /** The answer to one `snapshot/request`, packed by `encodeSnapshot`; the buffer is transferred. */
  | { readonly type: 'snapshot/ready'; readonly buffer: ArrayBuffer }
  /** Where the run stands: every 2 s at most while training, and when it ends or pauses. For a worker that takes this one's place. */
  | { readonly type: 'state/saved'; readonly saved: SavedRun };

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
  | EarlyStopped
  | NotFinite
  | { readonly code: 'engineFailed'; readonly detail: string };

/** The metric was not better than its best for as many epochs as the rule's patience. */
export interface EarlyStopped {
  readonly code: 'earlyStopped';
  readonly network: number;
  /** At whose end training stopped. */
  readonly epoch: number;
  readonly bestEpoch: number;
  /** Whether every network has the weights of its best epoch back, as the rule asked. */
  readonly isRestored: boolean;
}

/** Loss or parameters were no finite numbers any more. The network stands, with finite ones, where it stood before the step that broke them; it can go on once it is tuned. */
export interface NotFinite {
  readonly code: 'notFinite';
  readonly network: number;
  /** Whole epochs finished, and steps taken, up to the last finite state. */
  readonly epoch: number;
  readonly step: number;
  /** What broke first: the parameters, or, with finite ones, the loss. */
  readonly at: 'loss' | 'parameters';
  /** The learning rate of that epoch, the schedule applied. */
  readonly rate: number;
  /** In the last finite state, of the batch that came next, before clipping; not there where even float64 has no number for it. */
  readonly largestGradient?: number;
  /** Largest |w| or |b| of the last finite state. */
  readonly largestWeight: number;
}
