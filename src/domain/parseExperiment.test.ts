import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import type { Experiment, LayerSpec, NetworkSpec } from './experiment';
import { isOutputAllowed } from './formula/losses';
import {
  ACTIVATION_IDS,
  CLIPPING_IDS,
  DATA_SET_IDS,
  HIDDEN_ACTIVATION_IDS,
  INITIALIZER_IDS,
  INPUT_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
  SCHEDULE_IDS,
} from './ids';
import { type LimitName, LIMITS } from './limits';
import { layoutParams } from './paramLayout';
import { parseExperiment } from './parseExperiment';
import type { Problem } from './result';

const limited = (name: LimitName) => {
  const { min, max, integer } = LIMITS[name];
  return integer
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value)); // JSON has no -0
};

const activation = fc.record({ id: fc.constantFrom(...ACTIVATION_IDS), alpha: limited('alpha') });

const hiddenLayer: fc.Arbitrary<LayerSpec> = fc.record({
  units: limited('units'),
  activation: fc.record({ id: fc.constantFrom(...HIDDEN_ACTIVATION_IDS), alpha: limited('alpha') }),
  bias: fc.boolean(),
  frozen: fc.boolean(),
  normalization: fc.constant('none' as const),
  dropout: fc.constant(0),
  draw: limited('draw'),
});

const network: fc.Arbitrary<NetworkSpec> = fc
  .record({
    hidden: fc.array(hiddenLayer, { maxLength: LIMITS.hiddenLayers.max }),
    output: fc.record({ activation, bias: fc.boolean(), frozen: fc.boolean(), draw: limited('draw') }),
    initializer: fc.record({
      id: fc.constantFrom(...INITIALIZER_IDS),
      limit: limited('uniformLimit'),
      stddev: limited('normalStddev'),
    }),
    seed: limited('seed'),
    loss: fc.constantFrom(...LOSS_IDS),
    optimizer: fc.record({
      id: fc.constantFrom(...OPTIMIZER_IDS),
      learningRate: limited('learningRate'),
      schedule: fc.record({
        id: fc.constantFrom(...SCHEDULE_IDS),
        everyEpochs: limited('scheduleEpochs'),
        factor: limited('scheduleFactor'),
      }),
      clipping: fc.record({ id: fc.constantFrom(...CLIPPING_IDS), limit: limited('clippingLimit') }),
    }),
    batchSize: limited('batchSize'),
    regularization: fc.record({
      id: fc.constantFrom(...REGULARIZATION_IDS),
      rate: limited('regularizationRate'),
    }),
    // Every network has at least a kernel from each input to the output.
    edits: fc.oneof(
      fc.constant([]),
      fc.record({ parameter: fc.constant(0), value: limited('weight') }).map((edit) => [edit]),
    ),
  })
  .filter(({ loss, output }) => isOutputAllowed(loss, output.activation.id));

/** Every experiment within limits. */
const experiment: fc.Arbitrary<Experiment> = fc.record({
  version: fc.constant(1 as const),
  data: fc.record({
    kind: fc.constantFrom(...DATA_SET_IDS),
    noise: limited('noise'),
    samples: limited('samples'),
    trainShare: limited('trainShare'),
    seed: limited('seed'),
  }),
  inputs: fc.subarray([...INPUT_IDS], { minLength: 1 }),
  networks: fc.array(network, { minLength: LIMITS.networks.min, maxLength: LIMITS.networks.max }),
  stop: fc.record({
    epochs: fc.option(limited('stopEpochs')),
    target: fc.option(
      fc.record({
        metric: fc.constantFrom('loss', 'accuracy', 'valLoss', 'valAccuracy'),
        value: limited('targetValue'),
      }),
    ),
    earlyStopping: fc.option(
      fc.record({
        metric: fc.constantFrom('loss', 'accuracy', 'valLoss', 'valAccuracy'),
        patience: limited('patience'),
        restoreBest: fc.boolean(),
      }),
    ),
  }),
  view: fc.record({
    showValidation: fc.boolean(),
    discretize: fc.boolean(),
    lossScale: fc.constantFrom('linear', 'log'),
    xAxis: fc.constantFrom('epochs', 'steps', 'samples', 'seconds'),
    smoothing: limited('smoothing'),
  }),
});

/** A copy of `value` in which `path` (dots between keys) holds `entry`; without an entry the key is taken away. */
function change(value: unknown, path: string, ...entry: readonly unknown[]): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value)); // no reference shared, unlike a structured clone
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place = copy as Record<string, unknown>; // paths in these tests lead through objects and arrays only
  for (const key of keys) place = place[key] as Record<string, unknown>;
  if (entry.length === 0) Reflect.deleteProperty(place, last);
  else place[last] = entry[0];
  return copy;
}

const problemsOf = (input: unknown): readonly Problem[] => {
  const result = parseExperiment(input);
  return result.ok ? [] : result.problems;
};

describe('parseExperiment', () => {
  test('gives the default experiment back as it is, in new objects', () => {
    const result = parseExperiment(DEFAULT_EXPERIMENT);
    expect(result).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
    expect(result.ok && result.value.networks[0]).not.toBe(DEFAULT_EXPERIMENT.networks[0]);
  });

  test('gives every experiment within limits back as it went through JSON', () => {
    fc.assert(
      fc.property(experiment, (value) => {
        expect(parseExperiment(JSON.parse(JSON.stringify(value)))).toEqual({ ok: true, value });
      }),
      { numRuns: 300 },
    );
  });

  test('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        expect(parseExperiment(value).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseExperiment(value).ok).toBe(false);
      }),
    );
  });

  test('never throws, and accepts nothing out of shape, when any one place of an experiment holds anything', () => {
    const paths: string[] = [];
    const collect = (value: unknown, path: string) => {
      if (path !== '') paths.push(path);
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value))
          collect(inner, path === '' ? key : `${path}.${key}`);
    };
    collect(DEFAULT_EXPERIMENT, '');
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.anything(), (path, entry) => {
        const result = parseExperiment(change(DEFAULT_EXPERIMENT, path, entry));
        // Where it is accepted, what comes out is accepted again and unchanged.
        if (result.ok) expect(parseExperiment(result.value)).toEqual(result);
        else for (const problem of result.problems) expect(problem.path.startsWith(path)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('states every problem with its place', () => {
    let wrong = change(DEFAULT_EXPERIMENT, 'data.noise', 0.6);
    wrong = change(wrong, 'data.samples', 100.5);
    wrong = change(wrong, 'data.kind', 'moons');
    wrong = change(wrong, 'networks.0.hidden.1.units', 65);
    wrong = change(wrong, 'networks.0.output.bias', 'yes');
    wrong = change(wrong, 'view.lossScale');
    expect(problemsOf(wrong)).toEqual([
      { code: 'unknownChoice', path: 'data.kind', value: 'moons', choices: DATA_SET_IDS },
      { code: 'outOfRange', path: 'data.noise', value: 0.6, min: 0, max: 0.5 },
      { code: 'notInteger', path: 'data.samples', value: 100.5 },
      { code: 'outOfRange', path: 'networks.0.hidden.1.units', value: 65, min: 1, max: 64 },
      { code: 'wrongType', path: 'networks.0.output.bias', expected: 'boolean' },
      { code: 'wrongType', path: 'view.lossScale', expected: 'string' },
    ]);
  });

  const NUMBERS: readonly (readonly [string, LimitName])[] = [
    ['data.noise', 'noise'],
    ['data.samples', 'samples'],
    ['data.trainShare', 'trainShare'],
    ['data.seed', 'seed'],
    ['networks.0.hidden.0.units', 'units'],
    ['networks.0.hidden.0.activation.alpha', 'alpha'],
    ['networks.0.hidden.0.dropout', 'dropout'],
    ['networks.0.output.activation.alpha', 'alpha'],
    ['networks.0.initializer.limit', 'uniformLimit'],
    ['networks.0.initializer.stddev', 'normalStddev'],
    ['networks.0.seed', 'seed'],
    ['networks.0.optimizer.learningRate', 'learningRate'],
    ['networks.0.batchSize', 'batchSize'],
    ['networks.0.regularization.rate', 'regularizationRate'],
    ['stop.epochs', 'stopEpochs'],
    ['stop.target', 'targetValue'],
  ];

  test.each(NUMBERS)('holds %s within the limit %s, its ends included', (place, name) => {
    const { min, max, integer } = LIMITS[name];
    const isTarget = place === 'stop.target';
    const path = isTarget ? 'stop.target.value' : place;
    const put = (value: unknown) =>
      change(DEFAULT_EXPERIMENT, place, isTarget ? { metric: 'valLoss', value } : value);
    expect(problemsOf(put(min))).toEqual([]);
    expect(problemsOf(put(max))).toEqual(
      name === 'dropout' ? [{ code: 'notAllowed', path, reason: 'notYet' }] : [],
    );
    const step = integer ? 1 : 1e-9;
    for (const value of [min - step, max + step, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(problemsOf(put(value))).toContainEqual({ code: 'outOfRange', path, value, min, max });
    for (const value of [Number.NaN, '3', true, [], {}])
      expect(problemsOf(put(value))).toEqual([{ code: 'wrongType', path, expected: 'number' }]);
    if (integer) expect(problemsOf(put(min + 0.5))).toEqual([{ code: 'notInteger', path, value: min + 0.5 }]);
  });

  test('counts layers, networks and inputs before it looks at them', () => {
    const layer = DEFAULT_EXPERIMENT.networks[0]?.hidden[0];
    const net = DEFAULT_EXPERIMENT.networks[0];
    const cases: readonly (readonly [string, readonly unknown[], number, number])[] = [
      ['networks.0.hidden', new Array(9).fill(layer), 0, 8],
      ['networks', [], 1, 4],
      ['networks', new Array(5).fill(net), 1, 4],
      ['inputs', [], 1, 7],
      ['inputs', new Array(100_000).fill('nonsense'), 1, 7],
    ];
    for (const [path, entry, min, max] of cases)
      expect(problemsOf(change(DEFAULT_EXPERIMENT, path, entry))).toEqual([
        { code: 'wrongCount', path, count: entry.length, min, max },
      ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks', { 0: net }))).toEqual([
      { code: 'wrongType', path: 'networks', expected: 'array' },
    ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks.0.hidden', []))).toEqual([]);
  });

  test('puts the inputs in the order of the table and refuses duplicates', () => {
    const result = parseExperiment(change(DEFAULT_EXPERIMENT, 'inputs', ['sinX1', 'x2', 'x1']));
    expect(result.ok && result.value.inputs).toEqual(['x1', 'x2', 'sinX1']);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'inputs', ['x1', 'x2', 'x1']))).toEqual([
      { code: 'notAllowed', path: 'inputs', reason: 'duplicate' },
    ]);
  });

  test('refuses an output that the loss does not go with', () => {
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks.0.output.activation.id', 'tanh'))).toEqual([
      { code: 'notAllowed', path: 'networks.0.output.activation.id', reason: 'lossNeedsOutput' },
    ]);
    const hinge = change(DEFAULT_EXPERIMENT, 'networks.0.loss', 'hinge');
    expect(problemsOf(change(hinge, 'networks.0.output.activation.id', 'tanh'))).toEqual([]);
  });

  test('takes a step at the output, with the perceptron rule only, and in no hidden layer', () => {
    const perceptron = change(
      change(DEFAULT_EXPERIMENT, 'networks.0.loss', 'perceptron'),
      'networks.0.output.activation.id',
      'step',
    );
    expect(problemsOf(perceptron)).toEqual([]);
    expect(problemsOf(change(perceptron, 'networks.0.loss', 'hinge'))).toEqual([
      { code: 'notAllowed', path: 'networks.0.output.activation.id', reason: 'lossNeedsOutput' },
    ]);
    expect(problemsOf(change(perceptron, 'networks.0.output.activation.id', 'sigmoid'))).toEqual([
      { code: 'notAllowed', path: 'networks.0.output.activation.id', reason: 'lossNeedsOutput' },
    ]);
    expect(problemsOf(change(perceptron, 'networks.0.hidden.1.activation.id', 'step'))).toEqual([
      { code: 'notAllowed', path: 'networks.0.hidden.1.activation.id', reason: 'stepInHidden' },
    ]);
  });

  test('takes weights set by hand that the network has, each once, and no others', () => {
    const { count } = layoutParams(DEFAULT_EXPERIMENT, 0);
    const withEdits = (...parameters: readonly number[]) =>
      problemsOf(
        change(
          DEFAULT_EXPERIMENT,
          'networks.0.edits',
          parameters.map((parameter) => ({ parameter, value: -1.5 })),
        ),
      );
    expect(withEdits(0, 7, count - 1)).toEqual([]);
    expect(withEdits(0, count)).toEqual([
      { code: 'outOfRange', path: 'networks.0.edits.1.parameter', value: count, min: 0, max: count - 1 },
    ]);
    expect(withEdits(3, 5, 3)).toEqual([
      { code: 'notAllowed', path: 'networks.0.edits.2.parameter', reason: 'duplicate' },
    ]);
    expect(withEdits(...Array.from({ length: 65 }, (_, index) => index % count))).toEqual([
      { code: 'wrongCount', path: 'networks.0.edits', count: 65, min: 0, max: 64 },
    ]);
  });

  test('refuses what no engine trains yet', () => {
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks.0.hidden.0.normalization', 'batch'))).toEqual([
      { code: 'notAllowed', path: 'networks.0.hidden.0.normalization', reason: 'notYet' },
    ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks.0.hidden.1.dropout', 0.25))).toEqual([
      { code: 'notAllowed', path: 'networks.0.hidden.1.dropout', reason: 'notYet' },
    ]);
  });

  test('refuses keys that it does not know, so that nothing is left out in silence', () => {
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks.0.optimizer.warmUp', 5))).toEqual([
      { code: 'notAllowed', path: 'networks.0.optimizer.warmUp', reason: 'notYet' },
    ]);
  });

  test('says which type is wanted where a key is missing, and quotes no more than a line of what is there', () => {
    expect(problemsOf({ version: 1 })).toEqual([
      { code: 'wrongType', path: 'data', expected: 'object' },
      { code: 'wrongType', path: 'inputs', expected: 'array' },
      { code: 'wrongType', path: 'networks', expected: 'array' },
      { code: 'wrongType', path: 'stop', expected: 'object' },
      { code: 'wrongType', path: 'view', expected: 'object' },
    ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'stop.epochs'))).toEqual([
      { code: 'wrongType', path: 'stop.epochs', expected: 'number' },
    ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'stop.target'))).toEqual([
      { code: 'wrongType', path: 'stop.target', expected: 'object' },
    ]);
    expect(problemsOf(null)).toEqual([{ code: 'wrongType', path: '', expected: 'object' }]);
    const [problem] = problemsOf(change(DEFAULT_EXPERIMENT, 'data.kind', 'x'.repeat(100_000)));
    expect(problem?.code === 'unknownChoice' && problem.value.length).toBe(81);
  });

  test('reports an unknown version and nothing else of its document', () => {
    expect(problemsOf({ version: 2, all: 'else' })).toEqual([
      { code: 'unknownVersion', path: 'version', value: 2 },
    ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'version', '1'))).toEqual([
      { code: 'wrongType', path: 'version', expected: 'number' },
    ]);
    expect(problemsOf(change(DEFAULT_EXPERIMENT, 'version'))).toEqual([
      { code: 'wrongType', path: 'version', expected: 'number' },
    ]);
  });

  test('cannot be made to touch prototypes', () => {
    const text = JSON.stringify(DEFAULT_EXPERIMENT);
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const poisoned: unknown = JSON.parse(text.replace('"noise":', `"${key}":{"polluted":1},"noise":`));
      expect(problemsOf(poisoned)).toEqual([{ code: 'notAllowed', path: `data.${key}`, reason: 'notYet' }]);
    }
    for (const id of ['__proto__', 'constructor', 'toString'])
      expect(problemsOf(change(DEFAULT_EXPERIMENT, 'networks.0.loss', id))[0]?.code).toBe('unknownChoice');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
