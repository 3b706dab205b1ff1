/** The networks that train side by side, each with its trainer, its place in the data and its figures. Paces nothing and stops at nothing. */
import type { EpochMetrics } from '../domain/metrics';
import type { Experiment, NetworkSpec } from '../domain/experiment';
import { createHistory } from '../domain/history';
import type { History } from '../domain/history';
import { advanceCursor, CURSOR_START } from './cursor';
import type { EpochShape } from './cursor';
import type { TrainingData } from './buildTrainingData';
import type { SavedRun } from '../protocol/trainerState';
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
  /** The last epoch that was evaluated; after early stopping the best one, whose weights are back. */
  readonly metrics: EpochMetrics;
  /** The step at which `metrics` were the network's. */
  readonly measuredStep: number;
  /** A finite state of the present settings, to go back to when the run breaks; null before the first evaluation. */
  readonly checkpoint: TrainerState | null;
  /** Epochs evaluated since somebody last looked. */
  readonly pending: History;
  /** Somebody looked since the last evaluation. */
  readonly isLookedAt: boolean;
  readonly evaluatedMs: number;
  /** What the last evaluation cost. */
  readonly evaluationMs: number;
  /** Whole epochs finished at the last evaluation. */
  readonly evaluatedEpoch: number;
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
    measuredStep: NaN,
    checkpoint: null,
    pending: createPending(),
    isLookedAt: false,
    evaluatedMs: -Infinity,
    evaluationMs: 0,
    evaluatedEpoch: 0,
  }));
}

/** Whether a saved run is one of `experiment`: each network has its parameters and stands within the training set. */
export function fitsExperiment(
  { states }: SavedRun,
  { networks }: Experiment,
  counts: readonly number[],
  { train }: TrainingData,
): boolean {
  return (
    states.length === networks.length &&
    states.every(
      ({ parameters, slots, cursor }, index) =>
        parameters.length === counts[index] &&
        slots.every(({ length }) => length === counts[index]) &&
        cursor.used < train.count,
    )
  );
}

/** Every network where `saved` has it. If one cannot be built, the others are freed and the error goes on. */
export async function resumeRuns(
  experiment: Experiment,
  data: TrainingData,
  factory: TrainerFactory,
  { states }: SavedRun,
): Promise<readonly NetworkRun[]> {
  const trainers = await restoreTrainers(experiment, data, factory, states);
  return states.flatMap((state, index) => {
    const trainer = trainers[index];
    if (!trainer) return [];
    const pending = createPending();
    // Curves that have this epoch already do not take it twice.
    pending.append([state.metrics]);
    const { cursor, seconds, metrics } = state;
    return {
      trainer,
      shape: shapeOf(experiment.networks[index], data),
      cursor,
      seconds,
      metrics,
      measuredStep: metrics.step,
      checkpoint: state,
      pending,
      isLookedAt: false,
      evaluatedMs: -Infinity,
      evaluationMs: 0,
      evaluatedEpoch: cursor.epoch,
    };
  });
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
export function isUnevaluatedEnd({ cursor, measuredStep }: NetworkRun): boolean {
  return cursor.used === 0 && measuredStep !== cursor.step;
}

/** Whether an end of an epoch was passed without figures: those that are shown would be an earlier epoch's than the one shown. */
export function isBehind({ cursor, evaluatedEpoch }: NetworkRun): boolean {
  return cursor.epoch !== evaluatedEpoch;
}

/** What was seen of the epoch at whose end the run stands. */
export interface Measurement {
  readonly metrics: EpochMetrics;
  readonly state: TrainerState;
  /** False where the loss or a parameter is not a number. */
  readonly isFinite: boolean;
}

export async function measureRun(run: NetworkRun): Promise<Measurement> {
  const { trainer, cursor, shape, seconds } = run;
  const reading = await trainer.read({ metrics: true, parameters: false, boundarySize: 0, mapSize: 0 });
  if (!reading.metrics) throw new Error('the trainer gave no metrics');
  const state = await trainer.save();
  return {
    metrics: {
      epoch: cursor.epoch,
      step: cursor.step,
      samples: cursor.epoch * shape.trainCount,
      seconds,
      ...reading.metrics,
    },
    state,
    isFinite: Number.isFinite(reading.metrics.loss) && hasFiniteWeights(state),
  };
}

export function hasFiniteWeights({ parameters }: TrainerState): boolean {
  return parameters.every(Number.isFinite);
}
