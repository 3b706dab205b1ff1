/** Says what is wrong with a value, where, and what can be done. Changes nothing and decides nothing. */
import type { Problem } from '../domain/result';
import type { TextKey, Translate } from '../i18n/translate';

/** Name of each field of an Experiment, whatever stands above it. */
const PLACES: Readonly<Record<string, TextKey>> = {
  address: 'problem.place.address',
  version: 'problem.place.version',
  data: 'problem.place.data',
  kind: 'problem.place.kind',
  noise: 'problem.place.noise',
  samples: 'problem.place.samples',
  trainShare: 'problem.place.trainShare',
  inputs: 'problem.place.inputs',
  networks: 'problem.place.networks',
  hidden: 'problem.place.hidden',
  output: 'problem.place.output',
  units: 'problem.place.units',
  activation: 'problem.place.activation',
  alpha: 'problem.place.alpha',
  bias: 'problem.place.bias',
  frozen: 'problem.place.frozen',
  normalization: 'problem.place.normalization',
  dropout: 'problem.place.dropout',
  initializer: 'problem.place.initializer',
  limit: 'problem.place.limit',
  stddev: 'problem.place.stddev',
  seed: 'problem.place.seed',
  loss: 'problem.place.loss',
  optimizer: 'problem.place.optimizer',
  learningRate: 'problem.place.learningRate',
  schedule: 'problem.place.schedule',
  everyEpochs: 'problem.place.everyEpochs',
  factor: 'problem.place.factor',
  clipping: 'problem.place.clipping',
  batchSize: 'problem.place.batchSize',
  regularization: 'problem.place.regularization',
  stop: 'problem.place.stop',
  epochs: 'problem.place.epochs',
  target: 'problem.place.target',
  metric: 'problem.place.metric',
  value: 'problem.place.value',
  earlyStopping: 'problem.place.earlyStopping',
  patience: 'problem.place.patience',
  restoreBest: 'problem.place.restoreBest',
  edits: 'problem.place.edits',
  parameter: 'problem.place.parameter',
  draw: 'problem.place.draw',
  view: 'problem.place.view',
  showValidation: 'problem.place.showValidation',
  discretize: 'problem.place.discretize',
  lossScale: 'problem.place.lossScale',
  xAxis: 'problem.place.xAxis',
  smoothing: 'problem.place.smoothing',
};

/** Entries of a list, numbered from 1, for lists whose entries have a name of their own. */
const ENTRIES: Readonly<Record<string, TextKey>> = {
  networks: 'problem.place.network',
  hidden: 'problem.place.layer',
};

/** Fields whose name depends on what they stand in. */
const PLACES_WITHIN: Readonly<Record<string, TextKey>> = {
  'data.seed': 'problem.place.dataSeed',
  'regularization.rate': 'problem.place.regularizationRate',
};

/** The group is clear from the field's name alone. */
const SILENT_GROUPS: ReadonlySet<string> = new Set(['data', 'optimizer', 'regularization', 'view']);

const EXPECTED: Readonly<Record<string, TextKey>> = {
  number: 'problem.expected.number',
  string: 'problem.expected.string',
  boolean: 'problem.expected.boolean',
  object: 'problem.expected.object',
  array: 'problem.expected.array',
};

/** Own entries only: a path from outside may be called `constructor`. */
function find(table: Readonly<Record<string, TextKey>>, name: string): TextKey | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** `networks.0.hidden.1.units` (or with `[0]`) becomes 'Network 1 › Layer 2 › Units'; what has no name is shown as it is spelt. */
export function placeText(t: Translate, path: string): string {
  const parts = path.split(/[.[\]/]+/).filter((part) => part !== '');
  if (parts.length > 1 && parts.at(-1) === 'id') parts.pop();
  const names: string[] = [];
  for (const [index, part] of parts.entries()) {
    const parent = parts[index - 1] ?? '';
    const isLast = index === parts.length - 1;
    if (/^\d+$/.test(part)) {
      const key = find(ENTRIES, parent);
      if (key) names.pop();
      names.push(t(key ?? 'problem.place.entry', { number: Number(part) + 1 }));
      continue;
    }
    if (!isLast && SILENT_GROUPS.has(part)) continue;
    const key = find(PLACES_WITHIN, `${parent}.${part}`) ?? find(PLACES, part);
    names.push(key ? t(key) : part);
  }
  return names.length === 0 ? t('problem.place.address') : names.join(' › ');
}

/** One sentence or two in the language of `t`. */
export function problemText(t: Translate, problem: Problem): string {
  const place = placeText(t, problem.path);
  switch (problem.code) {
    case 'outOfRange':
      return t('problem.outOfRange', { place, value: problem.value, min: problem.min, max: problem.max });
    case 'notInteger':
      return t('problem.notInteger', { place, value: problem.value });
    case 'unknownChoice':
      return t('problem.unknownChoice', { place, value: problem.value, choices: problem.choices.join(', ') });
    case 'wrongType': {
      const expected = find(EXPECTED, problem.expected.toLowerCase());
      return t('problem.wrongType', { place, expected: expected ? t(expected) : problem.expected });
    }
    case 'wrongCount':
      return t('problem.wrongCount', { place, count: problem.count, min: problem.min, max: problem.max });
    case 'unknownVersion':
      return t('problem.unknownVersion', { place, value: problem.value });
    case 'notAllowed':
      return t(`problem.notAllowed.${problem.reason}`, { place });
    case 'unreadable':
      return t('problem.unreadable', { place });
    default:
      return problem satisfies never;
  }
}
