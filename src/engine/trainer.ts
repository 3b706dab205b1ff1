/** The one interface that every engine implements: it trains one network and tells what it sees. Pace, epochs shown and stop rules are the runner's. */
import type { NetworkSpec } from '../domain/experiment';
import type { TrainerState } from '../protocol/trainerState';

export type { Cursor, TrainerState } from '../protocol/trainerState';

export interface Trainer {
  /** Takes over rates, batch size, regularisation, optimiser, loss and activations; weights stay. Another optimiser starts with fresh slots. */
  tune(network: NetworkSpec): void;
  /** Takes exactly `steps` steps, across ends of epochs, from where the state stands. */
  train(steps: number): Promise<void>;
  /** Looks, changing nothing. */
  read(request: ReadRequest): Promise<Reading>;
  /** All that is needed to go on elsewhere, another engine included. */
  save(): Promise<TrainerState>;
  load(state: TrainerState): Promise<void>;
  /** Frees everything; the trainer is dead afterwards. */
  dispose(): void;
}

export interface ReadRequest {
  readonly metrics: boolean;
  readonly parameters: boolean;
  /** Points a side, 0 for none. */
  readonly boundarySize: number;
  readonly mapSize: number;
}

/** Arrays are the reader's own: nobody writes to them later. Empty, or null, where not asked for. */
export interface Reading {
  readonly metrics: SetMetrics | null;
  readonly parameters: Float32Array;
  readonly boundary: Float32Array;
  readonly maps: Float32Array;
}

/** Over the whole training and validation set, in inference mode. */
export interface SetMetrics {
  readonly loss: number;
  readonly accuracy: number;
  readonly valLoss: number;
  readonly valAccuracy: number;
}
