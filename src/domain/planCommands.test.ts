import { describe, expect, test } from 'vitest';
import { reinitializeLayer, setWeight } from './editWeights';
import type { TuneChange } from './commands';
import { DEFAULT_EXPERIMENT, DEFAULT_OPTIMIZER } from './defaultExperiment';
import type { Experiment, LayerSpec, NetworkSpec } from './experiment';
import { planCommands } from './planCommands';

const [network] = DEFAULT_EXPERIMENT.networks;
const [layer] = network?.hidden ?? [];
if (!network || !layer) throw new Error('the default experiment has a network with a hidden layer');

const withNetworks = (...networks: readonly NetworkSpec[]): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  networks,
});
const withNetwork = (change: Partial<NetworkSpec>) => withNetworks({ ...network, ...change });
const withSecondLayer = (change: Partial<LayerSpec>) =>
  withNetwork({ hidden: [layer, { ...layer, ...change }] });
const withOutput = (change: Partial<NetworkSpec['output']>) =>
  withNetwork({ output: { ...network.output, ...change } });
const plan = (after: Experiment) => planCommands(DEFAULT_EXPERIMENT, after);

const tuned = (
  field: TuneChange['field'],
  layer: TuneChange['layer'],
  from: TuneChange['from'],
  to: TuneChange['to'],
) => [{ kind: 'tune', network: 0, changes: [{ field, layer, from, to }] }];

describe('planCommands', () => {
  test('asks for nothing between equal experiments, whatever their references', () => {
    expect(plan(DEFAULT_EXPERIMENT)).toEqual([]);
    expect(plan(structuredClone(DEFAULT_EXPERIMENT))).toEqual([]);
  });

  test.each([
    [
      'learning rate',
      withNetwork({ optimizer: { ...DEFAULT_OPTIMIZER, id: 'sgd', learningRate: 0.3 } }),
      tuned('learningRate', null, 0.03, 0.3),
    ],
    [
      'optimiser',
      withNetwork({ optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.03 } }),
      tuned('optimizer', null, 'sgd', 'adam'),
    ],
    ['batch size', withNetwork({ batchSize: 32 }), tuned('batchSize', null, 10, 32)],
    [
      'regularisation',
      withNetwork({ regularization: { id: 'l2', rate: 0.001 } }),
      tuned('regularization', null, 'none', 'l2'),
    ],
    [
      'regularisation rate',
      withNetwork({ regularization: { id: 'none', rate: 0.1 } }),
      tuned('regularizationRate', null, 0.001, 0.1),
    ],
    [
      'loss',
      withNetwork({ loss: 'meanSquaredError' }),
      tuned('loss', null, 'binaryCrossentropy', 'meanSquaredError'),
    ],
    [
      'activation',
      withSecondLayer({ activation: { id: 'tanh', alpha: 0.1 } }),
      tuned('activation', 1, 'leakyRelu', 'tanh'),
    ],
    ['alpha', withSecondLayer({ activation: { id: 'leakyRelu', alpha: 0.3 } }), tuned('alpha', 1, 0.1, 0.3)],
    ['frozen', withSecondLayer({ frozen: true }), tuned('frozen', 1, false, true)],
    ['dropout rate', withSecondLayer({ dropout: 0.2 }), tuned('dropout', 1, 0, 0.2)],
    [
      'output activation',
      withOutput({ activation: { id: 'tanh', alpha: 0.1 } }),
      tuned('activation', 'output', 'sigmoid', 'tanh'),
    ],
    ['output frozen', withOutput({ frozen: true }), tuned('frozen', 'output', false, true)],
  ])('keeps the weights when this changes: %s', (_, after, commands) => {
    expect(plan(after)).toEqual(commands);
  });

  test('puts several tuned fields of a network into one command', () => {
    const after = withNetwork({
      hidden: [{ ...layer, activation: { id: 'elu', alpha: 1 } }, layer],
      optimizer: { ...DEFAULT_OPTIMIZER, id: 'adam', learningRate: 0.001 },
    });
    expect(plan(after)).toEqual([
      {
        kind: 'tune',
        network: 0,
        changes: [
          { field: 'activation', layer: 0, from: 'leakyRelu', to: 'elu' },
          { field: 'alpha', layer: 0, from: 0.1, to: 1 },
          { field: 'optimizer', layer: null, from: 'sgd', to: 'adam' },
          { field: 'learningRate', layer: null, from: 0.03, to: 0.001 },
        ],
      },
    ]);
  });

  const { data, initializer } = { ...DEFAULT_EXPERIMENT, ...network };
  test.each([
    ['units', withSecondLayer({ units: 5 })],
    ['bias of a layer', withSecondLayer({ bias: false })],
    ['normalisation', withSecondLayer({ normalization: 'batch' })],
    ['a layer more', withNetwork({ hidden: [layer, layer, layer] })],
    ['a layer less', withNetwork({ hidden: [layer] })],
    ['bias of the output', withOutput({ bias: false })],
    ['initialiser', withNetwork({ initializer: { ...initializer, id: 'heNormal' } })],
    ['limit of the initialiser', withNetwork({ initializer: { ...initializer, limit: 4 } })],
    ['seed', withNetwork({ seed: 2 })],
    ['inputs', { ...DEFAULT_EXPERIMENT, inputs: ['x1', 'x2', 'x1x2'] as const }],
    ['kind of data', { ...DEFAULT_EXPERIMENT, data: { ...data, kind: 'spiral' as const } }],
    ['noise', { ...DEFAULT_EXPERIMENT, data: { ...data, noise: 0.2 } }],
    ['samples', { ...DEFAULT_EXPERIMENT, data: { ...data, samples: 401 } }],
    ['train share', { ...DEFAULT_EXPERIMENT, data: { ...data, trainShare: 0.6 } }],
    ['data seed', { ...DEFAULT_EXPERIMENT, data: { ...data, seed: 2 } }],
  ])('starts the network again when this changes: %s', (_, after: Experiment) => {
    expect(plan(after)).toEqual([{ kind: 'rebuild', network: 0 }]);
    expect(planCommands(after, DEFAULT_EXPERIMENT)).toEqual([{ kind: 'rebuild', network: 0 }]);
  });

  test('says only rebuild where a network is rebuilt and tuned at once', () => {
    expect(plan(withNetwork({ seed: 2, batchSize: 20, loss: 'hinge' }))).toEqual([
      { kind: 'rebuild', network: 0 },
    ]);
  });

  test('leaves the networks alone that did not change', () => {
    const before = withNetworks(network, network, network);
    const after = withNetworks(network, { ...network, batchSize: 1 }, { ...network, seed: 9 });
    expect(planCommands(before, after)).toEqual([
      {
        kind: 'tune',
        network: 1,
        changes: [{ field: 'batchSize', layer: null, from: 10, to: 1 }],
      },
      { kind: 'rebuild', network: 2 },
    ]);
  });

  test('tunes schedule and clipping, each number by its own name', () => {
    const optimizer = {
      ...DEFAULT_OPTIMIZER,
      schedule: { id: 'cosine', everyEpochs: 50, factor: 0.9 },
      clipping: { id: 'norm', limit: 0.5 },
    } as const;
    const [command, ...more] = plan(withNetwork({ optimizer }));
    expect(more).toEqual([]);
    expect(command?.kind === 'tune' && command.changes).toEqual([
      { field: 'schedule', layer: null, from: 'constant', to: 'cosine' },
      { field: 'scheduleEpochs', layer: null, from: 100, to: 50 },
      { field: 'scheduleFactor', layer: null, from: 0.5, to: 0.9 },
      { field: 'clipping', layer: null, from: 'none', to: 'norm' },
      { field: 'clippingLimit', layer: null, from: 1, to: 0.5 },
    ]);
  });

  test('draws one layer anew without touching the others, also beside something tuned', () => {
    const again = reinitializeLayer(DEFAULT_EXPERIMENT, 0, 1);
    expect(plan(again)).toEqual([{ kind: 'reinitialize', network: 0, layer: 1, draw: { from: 0, to: 1 } }]);
    const output = reinitializeLayer(withNetwork({ batchSize: 3 }), 0, 'output');
    expect(plan(output)).toEqual([
      {
        kind: 'tune',
        network: 0,
        changes: [{ field: 'batchSize', layer: null, from: network.batchSize, to: 3 }],
      },
      { kind: 'reinitialize', network: 0, layer: 'output', draw: { from: 0, to: 1 } },
    ]);
  });

  test('sets the weights that are new in the list of those set by hand, and leaves one taken out of it', () => {
    const first = setWeight(DEFAULT_EXPERIMENT, 0, 3, 1.5);
    const second = setWeight(first, 0, 8, -1);
    const edit = (weights: readonly object[]) => [{ kind: 'edit', network: 0, weights }];
    expect(planCommands(first, second)).toEqual(edit([{ parameter: 8, value: -1 }]));
    expect(planCommands(second, first)).toEqual(edit([]));
    expect(planCommands(first, setWeight(first, 0, 3, 2))).toEqual(edit([{ parameter: 3, value: 2 }]));
  });

  test('starts all networks again when data change or their number does', () => {
    const two = withNetworks(network, network);
    const all = [
      { kind: 'rebuild', network: 0 },
      { kind: 'rebuild', network: 1 },
    ];
    expect(planCommands(two, { ...two, data: { ...data, seed: 5 } })).toEqual(all);
    expect(planCommands(DEFAULT_EXPERIMENT, two)).toEqual(all);
    expect(planCommands(two, DEFAULT_EXPERIMENT)).toEqual([{ kind: 'rebuild', network: 0 }]);
  });

  test('touches no network for stop rules and view, and names them after the networks', () => {
    const stop = { epochs: 100, target: { metric: 'valLoss', value: 0.1 }, earlyStopping: null } as const;
    const view = { ...DEFAULT_EXPERIMENT.view, discretize: true };
    expect(plan({ ...DEFAULT_EXPERIMENT, stop })).toEqual([{ kind: 'stopRules' }]);
    expect(plan({ ...DEFAULT_EXPERIMENT, view })).toEqual([{ kind: 'view' }]);
    expect(plan({ ...withNetwork({ seed: 2 }), stop, view })).toEqual([
      { kind: 'rebuild', network: 0 },
      { kind: 'stopRules' },
      { kind: 'view' },
    ]);
  });
});
