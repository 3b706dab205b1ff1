import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import { canSetWeight, fitEdits, reinitializeLayer, setWeight } from './editWeights';
import type { Experiment, NetworkSpec } from './experiment';
import { buildInitialParameters } from './initialParameters';
import { LIMITS } from './limits';
import { layoutParams } from './paramLayout';
import { parseExperiment } from './parseExperiment';

const networkOf = ({ networks }: Experiment): NetworkSpec => {
  const [network] = networks;
  if (!network) throw new Error('no network');
  return network;
};
const withNetwork = (experiment: Experiment, change: Partial<NetworkSpec>): Experiment => ({
  ...experiment,
  networks: [{ ...networkOf(experiment), ...change }],
});
const { count, layers } = layoutParams(DEFAULT_EXPERIMENT, 0);

describe('setWeight', () => {
  test('makes the network start with that one weight, and with all others as drawn', () => {
    const drawn = buildInitialParameters(DEFAULT_EXPERIMENT, 0);
    const edited = setWeight(setWeight(DEFAULT_EXPERIMENT, 0, 30, -2), 0, 3, 1.5);
    const expected = drawn.slice();
    expected[3] = 1.5;
    expected[30] = -2;
    expect(buildInitialParameters(edited, 0)).toEqual(expected);
    expect(networkOf(edited).edits.map(({ parameter }) => parameter)).toEqual([3, 30]);
    expect(networkOf(setWeight(edited, 0, 3, 7)).edits).toEqual([
      { parameter: 3, value: 7 },
      { parameter: 30, value: -2 },
    ]);
  });

  test('takes no more than the limit, but lets those that are set be set again', () => {
    let experiment = withNetwork(DEFAULT_EXPERIMENT, {
      hidden: networkOf(DEFAULT_EXPERIMENT).hidden.map((layer) => ({ ...layer, units: 20 })),
    });
    for (let parameter = 0; parameter < LIMITS.edits.max; parameter++)
      experiment = setWeight(experiment, 0, parameter, 1);
    expect(canSetWeight(networkOf(experiment), 200)).toBe(false);
    expect(setWeight(experiment, 0, 200, 1)).toEqual(experiment);
    expect(networkOf(setWeight(experiment, 0, 5, 9)).edits[5]).toEqual({ parameter: 5, value: 9 });
    expect(parseExperiment(experiment).ok).toBe(true);
  });
});

describe('reinitializeLayer', () => {
  test('draws the weights of that layer anew and forgets what was set by hand in it, in it alone', () => {
    const edited = setWeight(setWeight(setWeight(DEFAULT_EXPERIMENT, 0, 2, 9), 0, 14, 9), 0, count - 1, 9);
    const before = buildInitialParameters(edited, 0);
    for (const layer of [0, 1, 'output'] as const) {
      const after = buildInitialParameters(reinitializeLayer(edited, 0, layer), 0);
      const at = layer === 'output' ? 2 : layer;
      const first = layers[at]?.kernelOffset ?? NaN;
      const end = layers[at + 1]?.kernelOffset ?? count;
      const outside = (values: Float32Array) => values.filter((_, index) => index < first || index >= end);
      expect(outside(after)).toEqual(outside(before));
      expect(after.slice(first, end)).not.toContain(9);
      const { kernelOffset = 0, biasOffset = null } = layers[at] ?? {};
      for (let index = kernelOffset; index < (biasOffset ?? end); index++)
        expect(after[index]).not.toBe(before[index]);
    }
    const twice = reinitializeLayer(reinitializeLayer(edited, 0, 1), 0, 1);
    expect(networkOf(twice).hidden.map(({ draw }) => draw)).toEqual([0, 2]);
  });
});

describe('fitEdits', () => {
  /** Where a weight is, in words that outlast a change of shape. */
  const nameOf = (experiment: Experiment, parameter: number): string => {
    const found = layoutParams(experiment, 0).layers;
    const layer = found.findLastIndex(({ kernelOffset }) => kernelOffset <= parameter);
    const { kernelOffset = 0, biasOffset = null, units = 1 } = found[layer] ?? {};
    const name = layer === found.length - 1 ? 'output' : `layer ${layer}`;
    if (biasOffset !== null && parameter >= biasOffset) return `${name} bias ${parameter - biasOffset}`;
    const row = Math.floor((parameter - kernelOffset) / units);
    const input = layer === 0 ? experiment.inputs[row] : row;
    return `${name} ${input} to ${(parameter - kernelOffset) % units}`;
  };
  const shape = fc.record({
    inputs: fc.subarray(['x1', 'x2', 'x1x2'] as const, { minLength: 1 }),
    hidden: fc.array(fc.record({ units: fc.integer({ min: 1, max: 4 }), bias: fc.boolean() }), {
      maxLength: 3,
    }),
    outputBias: fc.boolean(),
  });
  const [model] = networkOf(DEFAULT_EXPERIMENT).hidden;
  if (!model) throw new Error('the default has a hidden layer');

  test('keeps every edit at its weight, whatever happens to the shape, and drops exactly those whose weight is gone', () => {
    const build = ({ inputs, hidden, outputBias }: typeof shape extends fc.Arbitrary<infer T> ? T : never) =>
      withNetwork(
        { ...DEFAULT_EXPERIMENT, inputs },
        {
          hidden: hidden.map((layer) => ({ ...model, ...layer })),
          output: { ...networkOf(DEFAULT_EXPERIMENT).output, bias: outputBias },
        },
      );
    fc.assert(
      fc.property(shape, shape, fc.array(fc.nat(80), { maxLength: 8 }), (first, second, places) => {
        let before = build(first);
        const size = layoutParams(before, 0).count;
        for (const place of places) before = setWeight(before, 0, place % size, place);
        const { edits } = networkOf(before);
        const after = fitEdits(before, withNetwork(build(second), { edits }));
        const named = (experiment: Experiment) =>
          networkOf(experiment).edits.map(({ parameter, value }) => [nameOf(experiment, parameter), value]);
        const existing = new Set(
          Array.from({ length: layoutParams(after, 0).count }, (_, index) => nameOf(after, index)),
        );
        const kept = named(before).filter(([name]) => existing.has(String(name)));
        expect(new Map(named(after) as [string, number][])).toEqual(new Map(kept as [string, number][]));
        expect(parseExperiment(after).ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves an experiment as it is where the shape is the same or the edits are new', () => {
    const edited = setWeight(DEFAULT_EXPERIMENT, 0, 3, 1);
    const other = { ...edited, data: { ...edited.data, noise: 0.3 } };
    expect(fitEdits(edited, other)).toBe(other);
    expect(fitEdits(DEFAULT_EXPERIMENT, edited)).toBe(edited);
  });
});
