/** Holds the page's one sentence against curves whose story is known. */
import { describe, expect, it } from 'vitest';
import { describeFinding, type FindingStatus } from './finding';
import { describeDetail, type DetailStatus } from './findingDetail';
import type { Inspection, LayerInspection } from './inspectNetwork';
import type { EpochMetrics } from './metrics';

const status: FindingStatus = {
  trainer: 'training',
  divergence: null,
  majorityShare: 0.52,
  best: null,
  validationCount: 200,
  sharesSets: false,
  isAllFrozen: false,
  hasZerosInitializer: false,
  inspection: null,
};

const layer: LayerInspection = {
  units: 4,
  activation: 'relu',
  dead: 0,
  saturated: null,
  gradientRms: 0.1,
  isSymmetric: false,
  accuracyWithout: null,
};

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
    const divergence = { epoch: 8, at: 'loss', rate: 10, largestGradient: 1e9, largestWeight: 1e5 } as const;
    expect(describeFinding(rows, { ...status, trainer: 'diverged', divergence })).toEqual({
      code: 'diverged',
      epoch: 8,
      measured: divergence,
    });
    expect(describeFinding(rows, status)).toEqual({ code: 'diverged', epoch: 9, measured: null });
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
    expect(describeFinding(rows, status)).toEqual({ code: 'solved', epoch: 20, accuracy: 0.985, best: null });
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

  it('says when nothing can be learned', () => {
    expect(describeFinding([row(0)], { ...status, isAllFrozen: true }).code).toBe('allFrozen');
  });

  it('warns of a layer whose units are equal, before anything is trained, and names zeros only where they did it', () => {
    const inspection: Inspection = {
      rows: 200,
      accuracy: 0.5,
      layers: [layer, { ...layer, isSymmetric: true }, { ...layer, units: 1 }],
    };
    expect(describeFinding([row(0)], { ...status, inspection, hasZerosInitializer: true })).toEqual({
      code: 'symmetric',
      layer: 1,
      units: 4,
      zeros: true,
    });
    expect(describeFinding([row(30)], { ...status, inspection })).toMatchObject({ zeros: false });
  });

  it('calls a run as good as the noise allows within a standard error of the best, and solved at 95% below that', () => {
    const at = (valAccuracy: number) => [row(0), row(30, { valAccuracy })];
    // The standard error of 0.99 over 200 points is 0.00704.
    const noisy = { ...status, best: 0.99 };
    expect(describeFinding(at(0.984), noisy)).toEqual({
      code: 'bestReached',
      epoch: 30,
      accuracy: 0.984,
      best: 0.99,
    });
    expect(describeFinding(at(0.98), noisy)).toMatchObject({ code: 'solved', best: 0.99 });
    expect(describeFinding(at(0.98), { ...status, best: 1 })).toMatchObject({ code: 'solved', best: null });
  });

  it('asks for no more than a very noisy set allows, and does not call that chance', () => {
    const rows = [row(0), row(80, { accuracy: 0.79, valAccuracy: 0.78 })];
    expect(describeFinding(rows, { ...status, best: 0.8, majorityShare: 0.77 }).code).toBe('bestReached');
    expect(describeFinding(rows, { ...status, majorityShare: 0.77 }).code).toBe('nearChance');
  });

  it('compares no validation loss where both sets are one', () => {
    const rows = [row(0, { valLoss: 0.2 }), row(60, { valLoss: 0.4 })];
    expect(describeFinding(rows, status).code).toBe('validationRising');
    expect(describeFinding(rows, { ...status, sharesSets: true }).code).not.toBe('validationRising');
  });

  it('warns of a loss that has stood still for 100 epochs', () => {
    const rows = (epochs: number) => [row(0, { loss: 0.41 }), row(epochs, { loss: 0.405 })];
    expect(describeFinding(rows(99), status).code).toBe('steady');
    expect(describeFinding(rows(100), status)).toEqual({
      code: 'plateau',
      since: 0,
      from: 0.41,
      epoch: 100,
      now: 0.405,
    });
  });
});

describe('describeDetail', () => {
  const output: LayerInspection = { ...layer, units: 1, activation: 'sigmoid', saturated: 0.9 };
  const inspectionOf = (...layers: readonly Partial<LayerInspection>[]): Inspection => ({
    rows: 200,
    accuracy: 0.9,
    layers: [...layers.map((change) => ({ ...layer, ...change })), output],
  });
  const falling: DetailStatus = {
    finding: { code: 'falling', since: 1, from: 1, epoch: 21, now: 0.5 },
    inspection: inspectionOf({}, {}),
    isAtRest: true,
    unit: null,
    isPerceptron: false,
  };
  const stuck: DetailStatus = { ...falling, finding: { code: 'nearChance', epoch: 60, accuracy: 0.5 } };

  it('says nothing where nothing was measured', () => {
    expect(describeDetail({ ...stuck, inspection: null })).toBeNull();
    expect(describeDetail(falling)).toBeNull();
  });

  it('names what a stuck network suffers from: a dead layer, vanishing gradients, saturation', () => {
    expect(describeDetail({ ...stuck, inspection: inspectionOf({}, { dead: 4 }) })).toEqual({
      code: 'deadLayer',
      layer: 1,
      units: 4,
    });
    expect(describeDetail({ ...stuck, inspection: inspectionOf({ gradientRms: 0.0002 }, {}) })).toEqual({
      code: 'vanishing',
      ratio: 0.1 / 0.0002,
    });
    expect(
      describeDetail({ ...stuck, inspection: inspectionOf({}, { activation: 'tanh', saturated: 0.85 }) }),
    ).toEqual({ code: 'saturated', layer: 1, share: 0.85 });
  });

  it('does not look for causes of what goes well', () => {
    expect(describeDetail({ ...falling, inspection: inspectionOf({ gradientRms: 0.0002 }, {}) })).toBeNull();
  });

  it('counts dead units', () => {
    expect(describeDetail({ ...falling, inspection: inspectionOf({ dead: 1 }, {}) })).toEqual({
      code: 'deadUnits',
      layer: 0,
      dead: 1,
      units: 4,
    });
  });

  it('says by which rule a threshold unit is trained', () => {
    expect(describeDetail({ ...falling, isPerceptron: true })).toEqual({ code: 'perceptron' });
  });

  it('tells at rest what the network would be without its most needed unit, or without the one pointed at', () => {
    const inspection = inspectionOf({ accuracyWithout: [0.9, 0.7] }, { accuracyWithout: [0.61, 0.95] });
    expect(describeDetail({ ...falling, inspection })).toEqual({
      code: 'without',
      layer: 1,
      unit: 0,
      accuracy: 0.61,
    });
    expect(describeDetail({ ...falling, inspection, unit: { layer: 0, unit: 1 } })).toEqual({
      code: 'without',
      layer: 0,
      unit: 1,
      accuracy: 0.7,
    });
    expect(describeDetail({ ...falling, inspection, isAtRest: false })).toBeNull();
    expect(
      describeDetail({ ...falling, inspection, finding: { code: 'notStarted', accuracy: 0.5 } }),
    ).toBeNull();
    const spare = inspectionOf({ accuracyWithout: [0.9, 0.92] });
    expect(describeDetail({ ...falling, inspection: spare })).toEqual({ code: 'withoutAny', accuracy: 0.9 });
  });
});
