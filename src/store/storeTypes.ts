/** What the page's stores hold and offer; made by the `createX` functions beside this file, handed to components by `ui/AppContext`. */
import type { StoreApi } from 'zustand/vanilla';
import type { TuneChange } from '../domain/commands';
import type { Experiment } from '../domain/experiment';
import type { EpochMetrics } from '../domain/metrics';
import type { Problem } from '../domain/result';
import type { EngineChoice } from '../protocol/engineInfo';
import type { TrainerStatus, WorkerStatus } from '../protocol/messages';
import type { Snapshot } from '../protocol/snapshot';
import type { DeviceState } from './createDeviceStore';
import type { PanelState } from './createPanelStore';
import type { PointerState } from './createPointerStore';

/** Durable and immutable; every change counts the revision up. */
export interface ExperimentState {
  readonly experiment: Experiment;
  readonly revision: number;
  /** Where undo or redo has just led back to: the revision at which this was the present experiment last; null after any other change. */
  readonly restores: number | null;
  readonly past: readonly Experiment[];
  readonly future: readonly Experiment[];
  /**
   * Replaces the experiment. `live` (a drag's ticks) changes numbers at once but makes no history entry until a `commit` follows;
   * `commit` makes one entry from the last committed state to this one. At most 200 entries are kept.
   */
  readonly change: (update: (experiment: Experiment) => Experiment, how: 'live' | 'commit') => void;
  /** Opens another experiment (an address); history starts anew. */
  readonly replace: (experiment: Experiment) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Slow facts; React may render these. */
export interface StatusState {
  readonly worker: WorkerStatus;
  readonly notices: readonly Notice[];
  readonly dismiss: (id: number) => void;
}

export interface Notice {
  readonly id: number;
  readonly content:
    | { readonly code: 'addressWrong'; readonly problems: readonly Problem[] }
    /** It died, and another has taken its place: at the epoch of the last saved state, or at step 0 where none was saved. */
    | { readonly code: 'workerRestarted'; readonly detail: string; readonly epoch: number | null }
    /** It died again: it stays away until the person goes on. */
    | { readonly code: 'workerFailed'; readonly detail: string }
    /** Something in the page threw outside of React: a chart, a listener. */
    | { readonly code: 'pageFailed'; readonly detail: string };
}

export type Language = 'en' | 'ko';
export type ThemeChoice = 'system' | 'light' | 'dark';

/** The person's own settings: kept in local storage, never part of an Experiment. */
export interface SettingsState {
  readonly language: Language;
  readonly theme: ThemeChoice;
  /** Epochs a second; Infinity is as fast as it goes. */
  readonly speed: number;
  readonly engineChoice: EngineChoice;
  /** Large type, for a projector. */
  readonly presentation: boolean;
  /** Whether the left rail (data and inputs) is folded away. */
  readonly foldsData: boolean;
  /** Whether the right rail (output) is folded away. */
  readonly foldsOutput: boolean;
  readonly set: (change: Partial<Omit<SettingsState, 'set'>>) => void;
}

/** Fast facts: past React. Subscribers are called at most once a frame. */
export interface SnapshotHub {
  readonly latest: () => Snapshot | null;
  /** The curves of network `index` in the present run. */
  readonly history: (index: number) => readonly EpochMetrics[];
  readonly marks: (index: number) => readonly CurveMark[];
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A change on the way, at the epoch at which it was made. */
export interface CurveMark {
  readonly epoch: number;
  readonly change: TuneChange;
}

/** A run that has ended, kept to be compared with. */
export interface RememberedRun {
  /** Counts up from 1; also the number that the page shows. */
  readonly id: number;
  /** Of the worker's runs. */
  readonly run: number;
  /** The person's own name for it; null for the one that states what differs. */
  readonly name: string | null;
  /** In force when it was last trained. */
  readonly experiment: Experiment;
  /** Changed on the way: its experiment alone does not give the same run again. */
  readonly isTuned: boolean;
  readonly isHidden: boolean;
  /** Each network's rows, thinned; at least one network has taken an epoch. */
  readonly curves: readonly (readonly EpochMetrics[])[];
}

export interface RememberedRunsState {
  /** Oldest first. */
  readonly runs: readonly RememberedRun[];
  /** An empty name gives the default one back. */
  readonly rename: (id: number, name: string) => void;
  readonly setHidden: (id: number, isHidden: boolean) => void;
  readonly remove: (id: number) => void;
  readonly clear: () => void;
}

/** What the transport's buttons and keys do. */
export interface RunCommands {
  readonly play: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly epoch: () => void;
  readonly reset: () => void;
  readonly newSeed: () => void;
  /** Opens another experiment at step 0; one history entry. With the present experiment it is a reset. */
  readonly open: (experiment: Experiment) => void;
  /** Goes on from the last finite weights with a third of the rate, after the loss was not finite. */
  readonly continueGently: () => void;
  /**
   * Sets one weight or bias of a network that has taken steps, by its index in `layoutParams`; the curves get a mark. At step 0 it would be lost
   * by Reset: there it belongs into the network's `edits`.
   */
  readonly setWeight: (network: number, parameter: number, value: number) => void;
  /** Which grids the next snapshots should bring; called by the page when its size or density changes. */
  readonly setDetail: (detail: { readonly boundarySize: number; readonly mapSize: number }) => void;
}

/** When a task of a frame runs: first what brings numbers, then what draws them, then what asks for the next. */
export type FramePhase = 'update' | 'draw' | 'after';

/** The one loop of the page: a task asked for twice runs once; nothing runs while nobody asks. */
export interface FrameLoop {
  readonly request: (task: () => void, phase: FramePhase) => void;
  readonly cancel: (task: () => void) => void;
}

/** The numbers that React renders, at most ten times a second. */
export interface NetworkFacts {
  readonly epoch: number;
  readonly step: number;
  readonly stepInEpoch: number;
  readonly stepsPerEpoch: number;
  /** Of the last epoch that was evaluated. */
  readonly metrics: EpochMetrics;
}

export interface SlowFacts {
  readonly stepsPerSecond: number;
  readonly trainer: TrainerStatus;
  /** Revision of the experiment that these numbers belong to. */
  readonly revision: number;
  readonly run: number;
  /** Empty before the first snapshot. */
  readonly perNetwork: readonly NetworkFacts[];
}

export interface AppServices {
  readonly experiment: StoreApi<ExperimentState>;
  readonly status: StoreApi<StatusState>;
  readonly settings: StoreApi<SettingsState>;
  readonly snapshots: SnapshotHub;
  readonly rememberedRuns: StoreApi<RememberedRunsState>;
  readonly slowFacts: StoreApi<SlowFacts>;
  readonly pointer: StoreApi<PointerState>;
  readonly device: StoreApi<DeviceState>;
  readonly panels: StoreApi<PanelState>;
  readonly frames: FrameLoop;
  readonly run: RunCommands;
}
