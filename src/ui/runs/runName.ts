/** Names a run by what sets it apart from the others: 'seed 7', 'tanh, Adam 0.03'. Knows no curve. */
import type { Experiment, LayerSpec, NetworkSpec } from '../../domain/experiment';
import { sameValue } from '../../domain/sameValue';
import type { Translate } from '../../i18n/translate';
import { INPUT_PLAIN_NAMES } from '../inputNames';

/** One thing that two runs can differ in: compared by `value`, told by `text`. */
interface Trait {
  readonly value: (experiment: Experiment, network: NetworkSpec) => unknown;
  readonly text: (t: Translate, experiment: Experiment, network: NetworkSpec) => string;
  /** Said already where this trait is said. */
  readonly covers?: readonly string[];
}

/** A name says this many things at most. */
const MOST_PARTS = 3;

const bare = ({ units: _units, activation: _activation, draw: _draw, ...rest }: LayerSpec) => rest;

/** In the order in which a name tells them. */
const TRAITS: Readonly<Record<string, Trait>> = {
  data: { value: ({ data }) => data.kind, text: (t, { data }) => t(`data.set.${data.kind}`) },
  noise: {
    value: ({ data }) => data.noise,
    text: (t, { data }) => t('runs.part.noise', { value: data.noise }),
  },
  samples: {
    value: ({ data }) => data.samples,
    text: (t, { data }) => t('runs.part.samples', { value: data.samples }),
  },
  trainShare: {
    value: ({ data }) => data.trainShare,
    text: (t, { data }) =>
      t('runs.part.trainShare', { value: t.number(data.trainShare, { style: 'percent' }) }),
  },
  dataSeed: {
    value: ({ data }) => data.seed,
    text: (t, { data }) => t('runs.part.dataSeed', { value: String(data.seed) }),
  },
  inputs: {
    value: ({ inputs }) => inputs,
    text: (t, { inputs }) =>
      t('runs.part.inputs', { value: inputs.map((id) => INPUT_PLAIN_NAMES[id]).join(' ') }),
  },
  shape: {
    value: (_, { hidden }) => hidden.map(({ units }) => units),
    text: (t, { inputs }, { hidden }) =>
      hidden.length === 0
        ? t('runs.part.noHidden')
        : [inputs.length, ...hidden.map(({ units }) => units), 1].join('-'),
  },
  activation: {
    value: (_, { hidden }) => [...new Set(hidden.map(({ activation }) => JSON.stringify(activation)))],
    text: (t, _, { hidden }) =>
      [...new Set(hidden.map(({ activation }) => t(`activation.${activation.id}`)))].join(' · ') ||
      t('runs.part.noHidden'),
  },
  outputActivation: {
    value: (_, { output }) => output.activation.id,
    text: (t, _, { output }) =>
      t('runs.part.outputActivation', { value: t(`activation.${output.activation.id}`) }),
  },
  loss: { value: (_, { loss }) => loss, text: (t, _, { loss }) => t(`loss.${loss}`) },
  optimizer: {
    value: (_, { optimizer }) => optimizer.id,
    text: (t, _, { optimizer }) => `${t(`optimizer.${optimizer.id}`)} ${t.number(optimizer.learningRate)}`,
    covers: ['rate'],
  },
  rate: {
    value: (_, { optimizer }) => optimizer.learningRate,
    text: (t, _, { optimizer }) => t('runs.part.rate', { value: optimizer.learningRate }),
  },
  schedule: {
    value: (_, { optimizer: { schedule } }) => (schedule.id === 'constant' ? null : schedule),
    text: (t, _, { optimizer }) => t('runs.part.schedule', { value: t(`schedule.${optimizer.schedule.id}`) }),
  },
  clipping: {
    value: (_, { optimizer: { clipping } }) => (clipping.id === 'none' ? null : clipping),
    text: (t, _, { optimizer: { clipping } }) =>
      clipping.id === 'none' ? t('runs.part.noClipping') : t('runs.part.clipping', { value: clipping.limit }),
  },
  batchSize: {
    value: (_, { batchSize }) => batchSize,
    text: (t, _, { batchSize }) => t('runs.part.batchSize', { value: batchSize }),
  },
  regularization: {
    value: (_, { regularization }) => (regularization.id === 'none' ? null : regularization),
    text: (t, _, { regularization }) =>
      regularization.id === 'none'
        ? t('runs.part.noRegularization')
        : `${t(`regularization.${regularization.id}`)} ${t.number(regularization.rate)}`,
  },
  initializer: {
    value: (_, { initializer }) => initializer,
    text: (t, _, { initializer }) => t(`initializer.${initializer.id}`),
  },
  seed: {
    value: (_, { seed }) => seed,
    text: (t, _, { seed }) => t('runs.part.seed', { value: String(seed) }),
  },
  layers: {
    value: (_, { hidden, output }) => [hidden.map(bare), output.bias, output.frozen],
    text: (t) => t('runs.part.layers'),
  },
  edits: { value: (_, { edits }) => edits, text: (t) => t('runs.part.edits') },
  draws: {
    value: (_, { hidden, output }) => [...hidden.map(({ draw }) => draw), output.draw],
    text: (t) => t('runs.part.draws'),
  },
};

/** What sets network `index` of `experiment` apart from the same network in each of `others`; where nothing does, its seed. */
export function runName(
  t: Translate,
  experiment: Experiment,
  others: readonly Experiment[],
  index: number,
): string {
  const network = experiment.networks[index];
  if (!network) return '';
  const covered = new Set<string>();
  const parts: string[] = [];
  for (const [name, { value, text, covers }] of Object.entries(TRAITS)) {
    const own = value(experiment, network);
    const differs = others.some((other) => {
      const same = other.networks[index];
      return same !== undefined && !sameValue(value(other, same), own);
    });
    if (!differs || covered.has(name)) continue;
    for (const other of covers ?? []) covered.add(other);
    parts.push(text(t, experiment, network));
  }
  if (parts.length === 0) return t('runs.part.seed', { value: String(network.seed) });
  return parts.slice(0, MOST_PARTS).join(', ') + (parts.length > MOST_PARTS ? ', …' : '');
}
