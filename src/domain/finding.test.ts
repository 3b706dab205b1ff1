/** Holds the page's one sentence against curves whose story is known. */
import { describe, expect, it } from 'vitest';
import { describeFinding, type FindingStatus } from './finding';
import type { EpochMetrics } from './metrics';

const status: FindingStatus = { trainer: 'training', divergedAt: null, majorityShare: 0.52 };

function row(epoch: number, figures: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    step: epoch * 20,
    samples: epoch * 200,
    seconds: epoch,
    loss: 0.5,
    accuracy: 0.8,
    valLoss: 0.5,
    valAccuracy: 0.8,
    ...figures,
  };
}

describe('describeFinding', () => {
  it('says that the engine is starting while there is no row', () => {
    expect(describeFinding([], { ...status, trainer: 'starting' })).toEqual({ code: 'starting' });
  });

  it('says what the initial weights give before the first step', () => {
    expect(describeFinding([row(0, { accuracy: 0.47 })], status)).toEqual({
      code: 'notStarted',
      accuracy: 0.47,
    });
  });

  it('puts a failed engine and a divergence before everything else', () => {
    const rows = [row(0), row(9, { loss: Number.NaN, valAccuracy: 0.99 })];
    expect(describeFinding(rows, { ...status, trainer: 'failed' })).toEqual({ code: 'failed' });
    expect(describeFinding(rows, { ...status, trainer: 'diverged', divergedAt: 8 })).toEqual({
      code: 'diverged',
      epoch: 8,
    });
    expect(describeFinding(rows, status)).toEqual({ code: 'diverged', epoch: 9 });
  });

  it('names the epoch of the lowest validation loss when it has risen by more than 5% for at least 20 epochs', () => {
    const rows = [
      row(0, { valLoss: 0.7 }),
      row(31, { valLoss: 0.2 }),
      row(60, { valLoss: 0.22, valAccuracy: 0.97 }),
    ];
    expect(describeFinding(rows, status)).toEqual({
      code: 'validationRising',
      since: 31,
      lowest: 0.2,
      now: 0.22,
    });
  });

  it('does not call a rise what is small or recent', () => {
    const small = [
      row(0, { valLoss: 0.7 }),
      row(31, { valLoss: 0.2 }),
      row(60, { valLoss: 0.209, valAccuracy: 0.97 }),
    ];
    expect(describeFinding(small, status).code).toBe('solved');
    const recent = [
      row(0, { valLoss: 0.7 }),
      row(41, { valLoss: 0.2 }),
      row(60, { valLoss: 0.3, valAccuracy: 0.97 }),
    ];
    expect(describeFinding(recent, status).code).toBe('solved');
  });

  it('names the epoch at which 95% was first reached, and the accuracy of now', () => {
    const rows = [
      row(0),
      row(20, { valAccuracy: 0.95 }),
      row(30, { valAccuracy: 0.94 }),
      row(40, { valAccuracy: 0.985 }),
    ];
    expect(describeFinding(rows, status)).toEqual({ code: 'solved', epoch: 20, accuracy: 0.985 });
  });

  it('warns of an accuracy near that of the larger class only after 50 epochs', () => {
    const stuck = (epoch: number) => [
      row(0, { accuracy: 0.5 }),
      row(epoch, { accuracy: 0.54, valAccuracy: 0.5 }),
    ];
    expect(describeFinding(stuck(49), status).code).toBe('steady');
    expect(describeFinding(stuck(50), status)).toEqual({ code: 'nearChance', epoch: 50, accuracy: 0.54 });
  });

  it('does not call it chance when the classes are so unequal that the larger one alone solves it', () => {
    const rows = [row(0), row(80, { accuracy: 0.97, valAccuracy: 0.97 })];
    expect(describeFinding(rows, { ...status, majorityShare: 0.96 }).code).toBe('solved');
  });

  it('compares the training loss with that of 20 epochs ago', () => {
    const rows = [
      row(0, { loss: 0.9 }),
      row(10, { loss: 0.6 }),
      row(20, { loss: 0.5 }),
      row(30, { loss: 0.4 }),
    ];
    expect(describeFinding(rows, status)).toEqual({
      code: 'falling',
      since: 10,
      from: 0.6,
      epoch: 30,
      now: 0.4,
    });
    const flat = [row(0, { loss: 0.69 }), row(30, { loss: 0.685 })];
    expect(describeFinding(flat, status).code).toBe('steady');
    const rising = [row(0, { loss: 0.69 }), row(30, { loss: 0.9, valLoss: 0.5 })];
    expect(describeFinding(rising, status)).toEqual({
      code: 'risingTraining',
      since: 0,
      from: 0.69,
      epoch: 30,
      now: 0.9,
    });
  });
});
