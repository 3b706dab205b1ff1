/** The arithmetic of where a run stands in its training set; the same for the runner and for every engine. */
import type { Cursor } from './trainer';

/** What decides how an epoch is cut into steps. */
export interface EpochShape {
  /** Training samples, at least 1. */
  readonly trainCount: number;
  /** Samples a step asked for; more than `trainCount` means all. */
  readonly batchSize: number;
}

export const CURSOR_START: Cursor = { epoch: 0, used: 0, step: 0 };

/** Steps in a whole epoch; the last one may be short. */
export function countStepsPerEpoch({ trainCount, batchSize }: EpochShape): number {
  return Math.ceil(trainCount / batchSize);
}

/** Steps to the end of the epoch under way; a whole epoch's when at its beginning. */
export function countStepsToEpochEnd(cursor: Cursor, { trainCount, batchSize }: EpochShape): number {
  return Math.ceil((trainCount - cursor.used) / batchSize);
}

/** Steps of the epoch under way that are done, 0 to stepsPerEpoch - 1, at the present batch size. */
export function countStepsInEpoch(cursor: Cursor, shape: EpochShape): number {
  return countStepsPerEpoch(shape) - countStepsToEpochEnd(cursor, shape);
}

/** Steps until `epoch` whole epochs are finished; 0 when they are. */
export function countStepsToEpoch(cursor: Cursor, shape: EpochShape, epoch: number): number {
  if (cursor.epoch >= epoch) return 0;
  return countStepsToEpochEnd(cursor, shape) + (epoch - cursor.epoch - 1) * countStepsPerEpoch(shape);
}

/** Where a run stands after `steps` more steps. */
export function advanceCursor(cursor: Cursor, shape: EpochShape, steps: number): Cursor {
  const step = cursor.step + steps;
  const toEnd = countStepsToEpochEnd(cursor, shape);
  if (steps < toEnd) return { epoch: cursor.epoch, used: cursor.used + steps * shape.batchSize, step };
  const perEpoch = countStepsPerEpoch(shape);
  const beyond = steps - toEnd;
  const epochs = Math.floor(beyond / perEpoch);
  return { epoch: cursor.epoch + 1 + epochs, used: (beyond - epochs * perEpoch) * shape.batchSize, step };
}
