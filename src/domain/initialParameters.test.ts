import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import type { Experiment, InitializerSpec, LayerSpec, NetworkSpec } from './experiment';
import { INITIALIZER_IDS, type InitializerId } from './ids';
import { buildInitialParameters } from './initialParameters';
import { layoutParams } from './paramLayout';

const [network] = DEFAULT_EXPERIMENT.networks;
const [layer] = network?.hidden ?? [];
if (!network || !layer) throw new Error('the default experiment has a network with a hidden layer');

const build = (change: Partial<NetworkSpec>, hidden: readonly Partial<LayerSpec>[] = [{}, {}]) => {
  const experiment: Experiment = {
    ...DEFAULT_EXPERIMENT,
    networks: [{ ...network, ...change, hidden: hidden.map((entry) => ({ ...layer, ...entry })) }],
  };
  return { parameters: buildInitialParameters(experiment, 0), layout: layoutParams(experiment, 0) };
};

/** The kernel of layer `index`. */
const kernel = ({ parameters, layout }: ReturnType<typeof build>, index: number) => {
  const { kernelOffset = 0, inputs = 0, units = 0 } = layout.layers[index] ?? {};
  return Array.from(parameters.slice(kernelOffset, kernelOffset + inputs * units));
};

/** The weights of ten 64 x 64 kernels. */
const manyWeights = (id: InitializerId, spec: Partial<InitializerSpec> = {}) =>
  Array.from({ length: 10 }, (_, seed) =>
    kernel(
      build({ seed, initializer: { id, limit: 1, stddev: 1, ...spec } }, [{ units: 64 }, { units: 64 }]),
      1,
    ),
  ).flat();
const deviation = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('buildInitialParameters', () => {
  test('gives the weights that are pinned here, since every saved address relies on them', () => {
    const { parameters } = build({});
    expect(parameters).toHaveLength(2 * 4 + 4 + 4 * 4 + 4 + 4 + 1);
    expect(Array.from(parameters.slice(0, 4), (weight) => weight.toFixed(6))).toMatchInlineSnapshot(`
      [
        "0.685118",
        "0.834123",
        "-0.446996",
        "-0.707727",
      ]
    `);
    expect(Array.from(parameters.slice(-5), (weight) => weight.toFixed(6))).toMatchInlineSnapshot(`
      [
        "-0.507831",
        "-0.017778",
        "0.169834",
        "-0.376500",
        "0.000000",
      ]
    `);
  });

  // Keras 3: limits and deviations of VarianceScaling; fan in and fan out are 64 here.
  test.each([
    ['uniform', 2.5, { limit: 2.5 }],
    ['glorotUniform', Math.sqrt(6 / 128), {}],
    ['heUniform', Math.sqrt(6 / 64), {}],
    ['lecunUniform', Math.sqrt(3 / 64), {}],
  ] as const)('%s fills [-limit, limit] evenly', (id, limit, spec) => {
    const weights = manyWeights(id, spec);
    const largest = Math.max(...weights.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(limit * (1 + 1e-6));
    expect(largest).toBeGreaterThan(limit * 0.999);
    expect(deviation(weights) / (limit / Math.sqrt(3))).toBeCloseTo(1, 1.7);
  });

  test.each([
    ['glorotNormal', Math.sqrt(2 / 128)],
    ['heNormal', Math.sqrt(2 / 64)],
    ['lecunNormal', Math.sqrt(1 / 64)],
  ] as const)('%s has its deviation after being cut off at twice the uncut one', (id, wanted) => {
    const weights = manyWeights(id);
    expect(deviation(weights) / wanted).toBeCloseTo(1, 1.7);
    const largest = Math.max(...weights.map(Math.abs));
    expect(largest).toBeLessThanOrEqual((2 * wanted * (1 + 1e-6)) / 0.87962566103423978);
    expect(largest).toBeGreaterThan((1.99 * wanted) / 0.87962566103423978);
  });

  test('normal has the chosen deviation and is not cut off', () => {
    const weights = manyWeights('normal', { stddev: 0.5 });
    expect(deviation(weights) / 0.5).toBeCloseTo(1, 1.7);
    expect(Math.max(...weights.map(Math.abs))).toBeGreaterThan(1.7);
  });

  test('uses fan in and fan out in their places', () => {
    const wide = build({ initializer: { id: 'glorotUniform', limit: 1, stddev: 1 } }, [{ units: 64 }]);
    expect(Math.max(...kernel(wide, 0).map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 66));
    expect(Math.max(...kernel(wide, 0).map(Math.abs))).toBeGreaterThan(Math.sqrt(6 / 66) * 0.9);
    const he = build({ initializer: { id: 'heUniform', limit: 1, stddev: 1 } }, [{ units: 64 }]);
    expect(Math.max(...kernel(he, 0).map(Math.abs))).toBeGreaterThan(Math.sqrt(6 / 2) * 0.9);
    expect(Math.max(...kernel(he, 1).map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 64));
  });

  test('starts biases at 0, whatever the initialiser, and zeros gives nothing but zeros', () => {
    for (const id of INITIALIZER_IDS) {
      const built = build({ initializer: { id, limit: 1, stddev: 1 } });
      for (const { biasOffset, units } of built.layout.layers)
        if (biasOffset === null) throw new Error('every layer has a bias here');
        else
          expect([...built.parameters.slice(biasOffset, biasOffset + units)]).toEqual(
            new Array(units).fill(0),
          );
      expect(kernel(built, 0).every((weight) => weight === 0)).toBe(id === 'zeros');
    }
  });

  test('repeats itself for a seed and differs for another', () => {
    expect(build({ seed: 7 })).toEqual(build({ seed: 7 }));
    expect(build({ seed: 8 }).parameters).not.toEqual(build({ seed: 7 }).parameters);
  });

  test('keeps the weights of the other layers, the output included, when one is added at the end or biases are switched', () => {
    const initializer = { id: 'uniform', limit: 1, stddev: 1 } as const;
    const two = build({ initializer });
    const three = build({ initializer }, [{}, {}, {}]);
    const unbiased = build({ initializer }, [{ bias: false }, {}]);
    expect(kernel(three, 0)).toEqual(kernel(two, 0));
    expect(kernel(three, 1)).toEqual(kernel(two, 1));
    expect(kernel(three, 3)).toEqual(kernel(two, 2));
    expect(kernel(three, 2)).not.toEqual(kernel(three, 1));
    expect([0, 1, 2].map((index) => kernel(unbiased, index))).toEqual(
      [0, 1, 2].map((index) => kernel(two, index)),
    );
  });

  test('refuses a network that is not there', () => {
    expect(() => buildInitialParameters(DEFAULT_EXPERIMENT, 1)).toThrow(RangeError);
  });
});
