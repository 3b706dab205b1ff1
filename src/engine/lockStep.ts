/** The networks that train side by side, each with its trainer, its place in the data and its figures. Paces nothing and stops at nothing. */
import type { EpochMetrics } from '../domain/metrics';
import type { Experiment, NetworkSpec } from '../domain/experiment';
import { createHistory } from '../domain/history';
import type { History } from '../domain/history';
import { advanceCursor, CURSOR_START } from './cursor';
import type { EpochShape } from './cursor';
import type { TrainingData } from './buildTrainingData';
import type { Cursor, Trainer, TrainerState } from './trainer';
import type { TrainerFactory } from './trainerSetup';

/** Epochs kept for a page that does not ask; more are thinned. */
const PENDING_ROWS = 2048;

export interface NetworkRun {
  readonly trainer: Trainer;
  readonly shape: EpochShape;
  readonly cursor: Cursor;
  /** Seconds spent in training since the run began. */
  readonly seconds: number;
  /** The last epoch that was evaluated. */
  readonly metrics: EpochMetrics;
  /** Epochs evaluated since somebody last looked. */
  readonly pending: History;
  /** Somebody looked since the last evaluation. */
  readonly isLookedAt: boolean;
  readonly evaluatedMs: number;
}

/** Epoch 0 before it is evaluated. */
const NO_METRICS: EpochMetrics = {
  epoch: 0,
  step: 0,
  samples: 0,
  seconds: 0,
  loss: NaN,
  accuracy: NaN,
  valLoss: NaN,
  valAccuracy: NaN,
};

export const createPending = (): History => createHistory(PENDING_ROWS);

/** Every network of `experiment` at step 0. If one cannot be built, those built before it are freed and the error goes on. */
export function buildRuns(
  experiment: Experiment,
  data: TrainingData,
  factory: TrainerFactory,
): readonly NetworkRun[] {
  return buildTrainers(experiment, data, factory, experiment.networks.length).map((trainer, index) => ({
    trainer,
    shape: shapeOf(experiment.networks[index], data),
    cursor: CURSOR_START,
    seconds: 0,
    metrics: NO_METRICS,
    pending: createPending(),
    isLookedAt: false,
    evaluatedMs: -Infinity,
  }));
}

/** A trainer for each state, standing where the state stands. If one cannot be had, the others are freed and the error goes on. */
export async function restoreTrainers(
  experiment: Experiment,
  data: TrainingData,
  factory: TrainerFactory,
  states: readonly TrainerState[],
): Promise<readonly Trainer[]> {
  const trainers = buildTrainers(experiment, data, factory, states.length);
  try {
    for (const [index, state] of states.entries()) await trainers[index]?.load(state);
    return trainers;
  } catch (error) {
    for (const trainer of trainers) trainer.dispose();
    throw error;
  }
}

function buildTrainers(
  experiment: Experiment,
  data: TrainingData,
  factory: TrainerFactory,
  count: number,
): readonly Trainer[] {
  const trainers: Trainer[] = [];
  try {
    for (let index = 0; index < count; index++) trainers.push(factory({ experiment, index, data }));
    return trainers;
  } catch (error) {
    for (const trainer of trainers) trainer.dispose();
    throw error;
  }
}

export function shapeOf(network: NetworkSpec | undefined, data: TrainingData): EpochShape {
  if (!network) throw new RangeError('the experiment has no such network');
  return { trainCount: data.train.count, batchSize: network.batchSize };
}

/** Takes the steps and tells where the run stands after them. */
export async function trainRun(run: NetworkRun, steps: number, nowMs: () => number): Promise<NetworkRun> {
  const startMs = nowMs();
  await run.trainer.train(steps);
  return {
    ...run,
    cursor: advanceCursor(run.cursor, run.shape, steps),
    seconds: run.seconds + (nowMs() - startMs) / 1000,
  };
}

/** Whether the run stands at the end of an epoch whose figures are not known. */
export function isUnevaluatedEnd({ cursor, metrics }: NetworkRun): boolean {
  return cursor.used === 0 && metrics.step !== cursor.step;
}

/** The figures of the epoch at whose end the run stands. `isFinite` is false where the loss or a parameter is not a number. */
export async function measureRun(
  run: NetworkRun,
): Promise<{ readonly metrics: EpochMetrics; readonly isFinite: boolean }> {
  const { trainer, cursor, shape, seconds } = run;
  const reading = await trainer.read({ metrics: true, parameters: true, boundarySize: 0, mapSize: 0 });
  if (!reading.metrics) throw new Error('the trainer gave no metrics');
  return {
    metrics: {
      epoch: cursor.epoch,
      step: cursor.step,
      samples: cursor.epoch * shape.trainCount,
      seconds,
      ...reading.metrics,
    },
    isFinite: Number.isFinite(reading.metrics.loss) && reading.parameters.every(Number.isFinite),
  };
}
