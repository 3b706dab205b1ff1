/**
 * The shape of an Experiment as a valibot schema with every limit of `limits.ts`; refuses keys that it does not know, since leaving one out could replay another run.
 * Messages are no texts: they name what `parseExperiment` needs to state the problem (a limit, a list of choices, a reason, a type).
 */
import * as v from 'valibot';
import type { Experiment } from './experiment';
import { isOutputAllowed } from './formula/losses';
import {
  ACTIVATION_IDS,
  CLIPPING_IDS,
  DATA_SET_IDS,
  INITIALIZER_IDS,
  INPUT_IDS,
  LOSS_IDS,
  OPTIMIZER_IDS,
  REGULARIZATION_IDS,
  SCHEDULE_IDS,
} from './ids';
import { type LimitName, LIMITS, type Range } from './limits';

/** Everything that is chosen from a list. */
export const CHOICES = {
  data: DATA_SET_IDS,
  input: INPUT_IDS,
  activation: ACTIVATION_IDS,
  normalization: ['none', 'batch'],
  initializer: INITIALIZER_IDS,
  loss: LOSS_IDS,
  optimizer: OPTIMIZER_IDS,
  schedule: SCHEDULE_IDS,
  clipping: CLIPPING_IDS,
  regularization: REGULARIZATION_IDS,
  metric: ['loss', 'accuracy', 'valLoss', 'valAccuracy'],
  lossScale: ['linear', 'log'],
  xAxis: ['epochs', 'steps', 'samples', 'seconds'],
} as const satisfies Record<string, readonly string[]>;

/** How many entries each list may have. */
export const COUNTS = {
  inputs: { min: 1, max: INPUT_IDS.length, integer: true },
  hiddenLayers: LIMITS.hiddenLayers,
  networks: LIMITS.networks,
  edits: LIMITS.edits,
} as const satisfies Record<string, Range>;

/** NaN is no number to valibot, and infinities fall outside every range. */
function limited(name: LimitName) {
  const { min, max, integer } = LIMITS[name];
  const inRange = v.pipe(v.number(), v.minValue(min, name), v.maxValue(max, name));
  return integer ? v.pipe(inRange, v.integer()) : inRange;
}

const choice = <K extends keyof typeof CHOICES>(name: K) => v.picklist(CHOICES[name], name);

/** The length is checked before any entry, so that a list of a million wrong entries is one problem. */
function list<S extends v.GenericSchema>(name: keyof typeof COUNTS, entry: S) {
  const { min, max } = COUNTS[name];
  return v.pipe(v.array(v.unknown()), v.minLength(min, name), v.maxLength(max, name), v.array(entry));
}

/** JSON's name for what a field holds, where null is not counted. */
function typeName(schema: v.GenericSchema | undefined): string {
  if (schema === undefined) return 'object';
  if ('wrapped' in schema) return typeName(schema.wrapped as v.GenericSchema); // `nullable`: valibot types it so
  const names: Readonly<Record<string, string>> = {
    picklist: 'string',
    literal: 'number',
    strict_object: 'object',
  };
  return names[schema.type] ?? schema.type;
}

/** An object with these keys and no others; a missing key's message is the type wanted there. */
function fields<E extends Readonly<Record<string, v.GenericSchema>>>(entries: E) {
  return v.strictObject(entries, ({ path }) => typeName(entries[String(path?.[0].key)]));
}

const activation = fields({ id: choice('activation'), alpha: limited('alpha') });

const hiddenLayer = fields({
  units: limited('units'),
  activation: v.pipe(
    activation,
    v.forward(
      v.check(({ id }) => id !== 'step', 'stepInHidden'),
      ['id'] as const,
    ),
  ),
  bias: v.boolean(),
  frozen: v.boolean(),
  // Part of the document, but no engine trains them yet.
  normalization: v.pipe(
    choice('normalization'),
    v.check((kind) => kind === 'none', 'notYet'),
  ),
  dropout: v.pipe(
    limited('dropout'),
    v.check((rate) => !(rate > 0), 'notYet'),
  ),
  draw: limited('draw'),
});

const network = v.pipe(
  fields({
    hidden: list('hiddenLayers', hiddenLayer),
    output: fields({ activation, bias: v.boolean(), frozen: v.boolean(), draw: limited('draw') }),
    initializer: fields({
      id: choice('initializer'),
      limit: limited('uniformLimit'),
      stddev: limited('normalStddev'),
    }),
    seed: limited('seed'),
    loss: choice('loss'),
    optimizer: fields({
      id: choice('optimizer'),
      learningRate: limited('learningRate'),
      schedule: fields({
        id: choice('schedule'),
        everyEpochs: limited('scheduleEpochs'),
        factor: limited('scheduleFactor'),
      }),
      clipping: fields({ id: choice('clipping'), limit: limited('clippingLimit') }),
    }),
    batchSize: limited('batchSize'),
    regularization: fields({ id: choice('regularization'), rate: limited('regularizationRate') }),
    edits: list('edits', fields({ parameter: limited('parameter'), value: limited('weight') })),
  }),
  v.forward(
    v.check(({ loss, output }) => isOutputAllowed(loss, output.activation.id), 'lossNeedsOutput'),
    ['output', 'activation', 'id'] as const,
  ),
);

const inputs = v.pipe(
  list('inputs', choice('input')),
  v.check((ids) => new Set(ids).size === ids.length, 'duplicate'),
  v.transform((ids) => INPUT_IDS.filter((id) => ids.includes(id))),
);

export const EXPERIMENT_SCHEMA: v.GenericSchema<unknown, Experiment> = fields({
  version: v.literal(1),
  data: fields({
    kind: choice('data'),
    noise: limited('noise'),
    samples: limited('samples'),
    trainShare: limited('trainShare'),
    seed: limited('seed'),
  }),
  inputs,
  networks: list('networks', network),
  stop: fields({
    epochs: v.nullable(limited('stopEpochs')),
    target: v.nullable(fields({ metric: choice('metric'), value: limited('targetValue') })),
    earlyStopping: v.nullable(
      fields({ metric: choice('metric'), patience: limited('patience'), restoreBest: v.boolean() }),
    ),
  }),
  view: fields({
    showValidation: v.boolean(),
    discretize: v.boolean(),
    lossScale: choice('lossScale'),
    xAxis: choice('xAxis'),
    smoothing: limited('smoothing'),
  }),
});
