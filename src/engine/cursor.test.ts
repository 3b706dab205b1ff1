import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advanceCursor,
  countStepsInEpoch,
  countStepsPerEpoch,
  countStepsToEpoch,
  countStepsToEpochEnd,
  CURSOR_START,
} from './cursor';
import type { EpochShape } from './cursor';
import type { Cursor } from './trainer';

const shape = fc.record({
  trainCount: fc.integer({ min: 1, max: 60 }),
  batchSize: fc.integer({ min: 1, max: 80 }),
});

/** One step as it is defined: a batch, or what is left. */
function takeStep({ epoch, used, step }: Cursor, { trainCount, batchSize }: EpochShape): Cursor {
  const next = used + Math.min(batchSize, trainCount - used);
  return next === trainCount
    ? { epoch: epoch + 1, used: 0, step: step + 1 }
    : { epoch, used: next, step: step + 1 };
}

test('Many steps at once lead where as many single ones do, also after the batch size has changed on the way.', () => {
  fc.assert(
    fc.property(
      shape,
      fc.nat(50),
      fc.integer({ min: 1, max: 80 }),
      fc.nat(200),
      (before, first, batchSize, steps) => {
        let cursor = CURSOR_START;
        for (let taken = 0; taken < first; taken++) cursor = takeStep(cursor, before);
        expect(advanceCursor(CURSOR_START, before, first)).toEqual(cursor);
        const after = { ...before, batchSize };
        const start = cursor;
        for (let taken = 0; taken < steps; taken++) cursor = takeStep(cursor, after);
        expect(advanceCursor(start, after, steps)).toEqual(cursor);
      },
    ),
  );
});

test('Steps to the end of an epoch, to a later epoch, and those done add up.', () => {
  fc.assert(
    fc.property(shape, fc.nat(300), fc.integer({ min: 1, max: 20 }), (epochShape, steps, ahead) => {
      const cursor = advanceCursor(CURSOR_START, epochShape, steps);
      const end = advanceCursor(cursor, epochShape, countStepsToEpochEnd(cursor, epochShape));
      expect([end.epoch, end.used]).toEqual([cursor.epoch + 1, 0]);
      const epoch = cursor.epoch + ahead;
      const later = advanceCursor(cursor, epochShape, countStepsToEpoch(cursor, epochShape, epoch));
      expect([later.epoch, later.used]).toEqual([epoch, 0]);
      expect(countStepsToEpoch(later, epochShape, epoch)).toBe(0);
      expect(countStepsInEpoch(cursor, epochShape) + countStepsToEpochEnd(cursor, epochShape)).toBe(
        countStepsPerEpoch(epochShape),
      );
    }),
  );
});
