/** Compares two experiments and says what has to be done to the networks that are running; every field's consequence is decided in a table. */
import type { Command, TuneChange } from './commands';
import type {
  ActivationSpec,
  ClippingSpec,
  Experiment,
  LayerSpec,
  NetworkSpec,
  OptimizerSpec,
  OutputSpec,
  RegularizationSpec,
  ScheduleSpec,
  WeightEdit,
} from './experiment';
import { sameValue } from './sameValue';

/** What a change asks for: new weights, or the tuned fields (none: nothing changed). */
type Verdict = 'rebuild' | readonly TuneChange[];
type Layer = TuneChange['layer'];
type Compare<T> = (before: T, after: T, layer: Layer) => Verdict;
type Table<T> = { readonly [K in keyof T]: Compare<T[K]> };

const rebuild: Compare<unknown> = (before, after) => (sameValue(before, after) ? [] : 'rebuild');

const tune =
  (field: TuneChange['field']): Compare<TuneChange['from']> =>
  (before, after, layer) =>
    before === after ? [] : [{ field, layer, from: before, to: after }];

function join(verdicts: readonly Verdict[]): Verdict {
  const changes: TuneChange[] = [];
  for (const verdict of verdicts) {
    if (verdict === 'rebuild') return 'rebuild';
    changes.push(...verdict);
  }
  return changes;
}

/** Each field by its own entry. */
function byField<T extends object>(table: Table<T>): Compare<T> {
  return (before, after, layer) => {
    const compare = <K extends keyof T>(key: K) => table[key](before[key], after[key], layer);
    // A literal of type Table<T> has the keys of T and no others, which Object.keys cannot tell.
    return join((Object.keys(table) as (keyof T)[]).map(compare));
  };
}

const ACTIVATION: Table<ActivationSpec> = { id: tune('activation'), alpha: tune('alpha') };

const HIDDEN_LAYER: Table<LayerSpec> = {
  units: rebuild,
  activation: byField(ACTIVATION),
  bias: rebuild,
  frozen: tune('frozen'),
  normalization: rebuild,
  dropout: tune('dropout'),
  draw: tune('draw'),
};

const OUTPUT_LAYER: Table<OutputSpec> = {
  activation: byField(ACTIVATION),
  bias: rebuild,
  frozen: tune('frozen'),
  draw: tune('draw'),
};

const SCHEDULE: Table<ScheduleSpec> = {
  id: tune('schedule'),
  everyEpochs: tune('scheduleEpochs'),
  factor: tune('scheduleFactor'),
};

const CLIPPING: Table<ClippingSpec> = { id: tune('clipping'), limit: tune('clippingLimit') };

const OPTIMIZER: Table<OptimizerSpec> = {
  id: tune('optimizer'),
  learningRate: tune('learningRate'),
  schedule: byField(SCHEDULE),
  clipping: byField(CLIPPING),
};

const REGULARIZATION: Table<RegularizationSpec> = {
  id: tune('regularization'),
  rate: tune('regularizationRate'),
};

const compareHiddenLayer = byField(HIDDEN_LAYER);
const compareOutputLayer = byField(OUTPUT_LAYER);

const compareHidden: Compare<readonly LayerSpec[]> = (before, after) =>
  before.length === after.length
    ? join(
        after.map((layer, index) => {
          const old = before[index];
          return old ? compareHiddenLayer(old, layer, index) : 'rebuild';
        }),
      )
    : 'rebuild';

const NETWORK: Table<NetworkSpec> = {
  hidden: compareHidden,
  output: (before, after) => compareOutputLayer(before, after, 'output'),
  initializer: rebuild,
  seed: rebuild,
  loss: tune('loss'),
  optimizer: byField(OPTIMIZER),
  batchSize: tune('batchSize'),
  regularization: byField(REGULARIZATION),
  // Has a command of its own, which `planEdits` makes.
  edits: () => [],
};

const compareNetwork = byField(NETWORK);

/** What a change of each part of the document means: for all networks, for those that differ, or for none. */
const EXPERIMENT: Readonly<Record<keyof Experiment, 'rebuildAll' | 'networks' | 'stopRules' | 'view'>> = {
  version: 'rebuildAll',
  data: 'rebuildAll',
  inputs: 'rebuildAll',
  networks: 'networks',
  stop: 'stopRules',
  view: 'view',
};

/** Networks in lock step start together: another number of them starts all anew. */
function planNetworks(before: Experiment, after: Experiment, all: boolean): readonly Command[] {
  const anew = all || before.networks.length !== after.networks.length;
  return after.networks.flatMap((network, index): Command[] => {
    const old = before.networks[index];
    const verdict = anew || !old ? 'rebuild' : compareNetwork(old, network, null);
    if (verdict === 'rebuild' || !old) return [{ kind: 'rebuild', network: index }];
    const tuned = verdict.filter(({ field }) => field !== 'draw');
    return [
      ...(tuned.length > 0 ? [{ kind: 'tune', network: index, changes: tuned } as const] : []),
      ...verdict.flatMap((change) => planDraw(index, change)),
      ...planEdits(index, old.edits, network.edits),
    ];
  });
}

/** Another draw of a layer's weights is no tuning: these weights are lost. */
function planDraw(network: number, { field, layer, from, to }: TuneChange): readonly Command[] {
  if (field !== 'draw' || layer === null) return [];
  return [{ kind: 'reinitialize', network, layer, draw: { from: Number(from), to: Number(to) } }];
}

function planEdits(
  network: number,
  before: readonly WeightEdit[],
  after: readonly WeightEdit[],
): readonly Command[] {
  if (sameValue(before, after)) return [];
  const known = new Map(before.map(({ parameter, value }) => [parameter, value]));
  return [
    {
      kind: 'edit',
      network,
      weights: after.filter(({ parameter, value }) => known.get(parameter) !== value),
    },
  ];
}

/** The commands that lead from `before` to `after`: networks by index, then stop rules, then view; none where the two are equal by value. */
export function planCommands(before: Experiment, after: Experiment): readonly Command[] {
  // The table's keys are those of Experiment by its type, which Object.keys cannot tell.
  const changed = (Object.keys(EXPERIMENT) as (keyof Experiment)[]).filter(
    (key) => !sameValue(before[key], after[key]),
  );
  const effects = new Set(changed.map((key) => EXPERIMENT[key]));
  const commands: Command[] = [];
  if (effects.has('rebuildAll') || effects.has('networks'))
    commands.push(...planNetworks(before, after, effects.has('rebuildAll')));
  if (effects.has('stopRules')) commands.push({ kind: 'stopRules' });
  if (effects.has('view')) commands.push({ kind: 'view' });
  return commands;
}
