import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { createTranslate } from '../../i18n/translate';
import { runName } from './runName';

const t = createTranslate('en');
const withNetwork = (change: (network: NetworkSpec) => Partial<NetworkSpec>): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  networks: DEFAULT_EXPERIMENT.networks.map((network) => ({ ...network, ...change(network) })),
});
const seed8 = withNetwork(() => ({ seed: 8 }));
const tanhAdam = withNetwork(({ hidden, optimizer }) => ({
  hidden: hidden.map((layer) => ({ ...layer, activation: { ...layer.activation, id: 'tanh' as const } })),
  optimizer: { ...optimizer, id: 'adam' },
}));

describe('runName', () => {
  it('states what differs from the other runs', () => {
    expect(runName(t, DEFAULT_EXPERIMENT, [seed8], 0)).toBe('seed 7');
    expect(runName(t, tanhAdam, [DEFAULT_EXPERIMENT], 0)).toBe('tanh, Adam 0.03');
    expect(runName(t, DEFAULT_EXPERIMENT, [tanhAdam], 0)).toBe('LeakyReLU, SGD 0.03');
    expect(runName(t, DEFAULT_EXPERIMENT, [tanhAdam, seed8], 0)).toBe('LeakyReLU, SGD 0.03, seed 7');
  });

  it('says a rate alone where only the rate differs', () => {
    const faster = withNetwork(({ optimizer }) => ({ optimizer: { ...optimizer, learningRate: 0.3 } }));
    expect(runName(t, faster, [DEFAULT_EXPERIMENT], 0)).toBe('rate 0.3');
  });

  it('falls back to the seed where nothing differs, or nothing is there to differ from', () => {
    expect(runName(t, DEFAULT_EXPERIMENT, [DEFAULT_EXPERIMENT], 0)).toBe('seed 7');
    expect(runName(t, DEFAULT_EXPERIMENT, [], 0)).toBe('seed 7');
  });

  it('says three things at most', () => {
    const other: Experiment = {
      ...tanhAdam,
      data: { kind: 'spiral', noise: 0.3, samples: 200, trainShare: 0.8, seed: 9 },
      inputs: ['x1', 'x2', 'sinX1'],
    };
    expect(runName(t, other, [DEFAULT_EXPERIMENT], 0)).toBe('Spiral, noise 0.3, 200 samples, …');
  });

  it('does not count what is carried unused: the rate of no regularisation, the factor of a constant rate', () => {
    const unused = withNetwork(({ regularization, optimizer }) => ({
      regularization: { ...regularization, rate: 0.5 },
      optimizer: { ...optimizer, schedule: { ...optimizer.schedule, factor: 0.1 } },
      seed: 8,
    }));
    expect(runName(t, unused, [DEFAULT_EXPERIMENT], 0)).toBe('seed 8');
  });

  it('speaks Korean', () => {
    expect(runName(createTranslate('ko'), seed8, [DEFAULT_EXPERIMENT], 0)).toBe('시드 8');
  });
});
