/** What makes a network need another kernel, and what does not. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { NetworkSpec } from '../../domain/experiment';
import { CLIPPING_IDS } from '../../domain/ids';
import { layoutParams } from '../../domain/paramLayout';
import { keyOfKernel } from './compileKernel';
import { planKernel } from './planKernel';

const [NETWORK] = DEFAULT_EXPERIMENT.networks;
if (!NETWORK) throw new Error('the default experiment has no network');
const { optimizer, regularization, hidden, output } = NETWORK;
const layout = layoutParams(DEFAULT_EXPERIMENT, 0);

const keyOf = (network: NetworkSpec): string => keyOfKernel(planKernel(network, layout, 200));

const ONLY_NUMBERS: Readonly<Record<string, NetworkSpec>> = {
  rate: { ...NETWORK, optimizer: { ...optimizer, learningRate: 0.5 } },
  schedule: {
    ...NETWORK,
    optimizer: { ...optimizer, schedule: { id: 'cosine', everyEpochs: 7, factor: 0.2 } },
  },
  limit: { ...NETWORK, optimizer: { ...optimizer, clipping: { ...optimizer.clipping, limit: 0.2 } } },
  penalty: { ...NETWORK, regularization: { ...regularization, rate: 0.7 } },
  alpha: {
    ...NETWORK,
    hidden: hidden.map((layer) => ({ ...layer, activation: { ...layer.activation, alpha: 0.7 } })),
  },
  'initial weights': {
    ...NETWORK,
    seed: 99,
    edits: [{ parameter: 0, value: 1 }],
    output: { ...output, draw: 3 },
  },
};

describe('planKernel', () => {
  it.each(Object.entries(ONLY_NUMBERS))('keeps the kernel where only the %s is another', (_, network) => {
    expect(keyOf(network)).toBe(keyOf(NETWORK));
  });

  it('asks for a kernel of its own for each kind of clipping', () => {
    const keys = CLIPPING_IDS.map((id) =>
      keyOf({ ...NETWORK, optimizer: { ...optimizer, clipping: { id, limit: 1 } } }),
    );
    expect(new Set(keys).size).toBe(CLIPPING_IDS.length);
  });
});
