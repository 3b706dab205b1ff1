import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import { layoutParams, outputUnits } from './paramLayout';

describe('layoutParams', () => {
  test('puts kernel and bias of each layer one after the other, and stores no bias that is off', () => {
    const [network] = DEFAULT_EXPERIMENT.networks;
    const [layer] = network?.hidden ?? [];
    if (!network || !layer) throw new Error('the default experiment has a network with a hidden layer');
    const experiment = {
      ...DEFAULT_EXPERIMENT,
      inputs: ['x1', 'x2', 'x1x2'] as const,
      networks: [
        {
          ...network,
          hidden: [
            { ...layer, units: 5 },
            { ...layer, units: 2, bias: false },
          ],
        },
      ],
    };
    expect(layoutParams(experiment, 0)).toEqual({
      layers: [
        { inputs: 3, units: 5, kernelOffset: 0, biasOffset: 15 },
        { inputs: 5, units: 2, kernelOffset: 20, biasOffset: null },
        { inputs: 2, units: 1, kernelOffset: 30, biasOffset: 32 },
      ],
      count: 33,
    });
  });

  test('refuses a network that is not there', () => {
    expect(() => layoutParams(DEFAULT_EXPERIMENT, 1)).toThrow(RangeError);
  });
});

describe('outputUnits', () => {
  test('is one logit for two classes, a logit a class for more, one value for regression', () => {
    expect(outputUnits('binary', 2)).toBe(1);
    expect(outputUnits('multiclass', 4)).toBe(4);
    expect(outputUnits('regression', 0)).toBe(1);
  });
});
