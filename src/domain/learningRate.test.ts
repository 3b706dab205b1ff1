import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCHEDULE_IDS, type ScheduleId } from './ids';
import { rateAtEpoch } from './learningRate';

const rates = (id: ScheduleId, epochs: readonly number[], everyEpochs: number, factor = 0.5) =>
  epochs.map((epoch) => rateAtEpoch({ learningRate: 0.1, schedule: { id, everyEpochs, factor } }, epoch));

describe('rateAtEpoch', () => {
  test('is the rate itself in the first epoch, whatever the schedule', () => {
    for (const id of SCHEDULE_IDS) expect(rates(id, [0], 30)).toEqual([0.1]);
  });

  test('stays, steps, falls evenly, or goes to 0 by half a cosine, as the schedule says', () => {
    expect(rates('constant', [1, 50, 1000], 10)).toEqual([0.1, 0.1, 0.1]);
    expect(rates('step', [9, 10, 19, 20, 35], 10)).toEqual([0.1, 0.05, 0.05, 0.025, 0.0125]);
    rates('exponential', [10, 20, 5], 10).forEach((rate, at) =>
      expect(rate).toBeCloseTo([0.05, 0.025, 0.1 * Math.SQRT1_2][at] ?? NaN, 15),
    );
    // Keras' CosineDecay(0.1, decay_steps=100) at 25, 50, 100 and beyond.
    rates('cosine', [25, 50, 100, 101, 5000], 100).forEach((rate, at) =>
      expect(rate).toBeCloseTo([0.0853553390593274, 0.05, 0, 0, 0][at] ?? NaN, 15),
    );
  });

  test('never rises and is never negative, for any factor up to 1', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCHEDULE_IDS),
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.nat(5000),
        (id, everyEpochs, factor, epoch) => {
          const [now = NaN, next = NaN] = rates(id, [epoch, epoch + 1], everyEpochs, factor);
          expect(next).toBeGreaterThanOrEqual(0);
          expect(next).toBeLessThanOrEqual(now);
        },
      ),
    );
  });
});
