/** Holds what the page finds in a network against the engine's gradients and accuracies, and against networks whose ailment is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrainingData } from '../engine/buildTrainingData';
import { buildCpuNetwork } from '../engine/cpu/buildCpuNetwork';
import { computeGradients } from '../engine/cpu/computeGradients';
import { evaluateSet } from '../engine/cpu/evaluate';
import { arbitraryExperiment } from '../engine/testing/arbitraryExperiment';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import type { Experiment, LayerSpec, NetworkSpec } from './experiment';
import { generateData } from './generateData';
import { buildInitialParameters } from './initialParameters';
import { inspectNetwork } from './inspectNetwork';
import { layoutParams } from './paramLayout';

const network: NetworkSpec = DEFAULT_EXPERIMENT.networks[0]!;
const layer: LayerSpec = network.hidden[0]!;
const withNetwork = (change: Partial<NetworkSpec>): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  networks: [{ ...network, ...change }],
});

function inspect(experiment: Experiment, parameters = buildInitialParameters(experiment, 0)) {
  const job = inspectNetwork(experiment, 0, parameters, generateData(experiment.data), true);
  while (!job.advance(7));
  return job.result();
}

describe('inspectNetwork', () => {
  it('finds the engine’s gradients and accuracy, and the accuracy that the engine has with a unit’s weights out at 0', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        const spec = experiment.networks[0]!;
        const layout = layoutParams(experiment, 0);
        const parameters = buildInitialParameters(experiment, 0);
        parameters.forEach((value, at) => (parameters[at] = Math.fround(value + 0.3 * Math.sin(7 * at + 1))));
        const data = buildTrainingData(experiment);
        // A frozen layer's gradients are 0 to the engine, since it does not need them.
        const thawed = {
          ...spec,
          hidden: spec.hidden.map((hidden) => ({ ...hidden, frozen: false })),
          output: { ...spec.output, frozen: false },
        };
        const engine = buildCpuNetwork(thawed, layout, Float64Array.from(parameters), Float64Array);
        const order = Uint32Array.from({ length: data.train.count }, (_, at) => at);
        computeGradients(engine, data.train, order, 0, data.train.count);
        const seen = inspect(experiment, parameters);
        expect(seen.accuracy).toBe(evaluateSet(engine, data.train).accuracy);
        expect(seen.rows).toBe(data.train.count);
        layout.layers.forEach(({ kernelOffset, inputs, units }, at) => {
          const kernel = engine.gradients.slice(kernelOffset, kernelOffset + inputs * units);
          const rms = Math.hypot(...kernel) / Math.sqrt(kernel.length);
          const found = seen.layers[at]!;
          expect(Math.abs(found.gradientRms - rms)).toBeLessThanOrEqual(1e-9 * (1 + rms));
          const next = layout.layers[at + 1];
          if (!next) return expect(found.accuracyWithout).toBeNull();
          for (let unit = 0; unit < units; unit++) {
            const without = Float64Array.from(parameters);
            const row = next.kernelOffset + unit * next.units;
            without.fill(0, row, row + next.units);
            const ablated = buildCpuNetwork(thawed, layout, without, Float64Array);
            expect(found.accuracyWithout?.[unit]).toBe(evaluateSet(ablated, data.train).accuracy);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('counts the ReLU units that are 0 for every training point, and none of another activation', () => {
    const relu = withNetwork({ hidden: [{ ...layer, activation: { id: 'relu', alpha: 0 } }] });
    const { layers } = layoutParams(relu, 0);
    const parameters = buildInitialParameters(relu, 0);
    for (const unit of [1, 3]) parameters[layers[0]!.biasOffset! + unit] = -100;
    expect(inspect(relu, parameters).layers.map(({ dead }) => dead)).toEqual([2, 0]);
    const leaky = withNetwork({ hidden: [layer] });
    expect(inspect(leaky, parameters).layers.map(({ dead }) => dead)).toEqual([0, 0]);
  });

  it('measures the share of saturated outputs', () => {
    const tanh = withNetwork({ hidden: [{ ...layer, activation: { id: 'tanh', alpha: 0 } }] });
    const { layers } = layoutParams(tanh, 0);
    const parameters = new Float32Array(layoutParams(tanh, 0).count);
    parameters[layers[0]!.biasOffset! + 1] = 4;
    parameters[layers[0]!.biasOffset! + 2] = -4;
    parameters[layers[0]!.biasOffset! + 3] = 2;
    const found = inspect(tanh, parameters);
    expect(found.layers[0]?.saturated).toBe(0.5);
    expect(found.layers[1]?.saturated).toBe(0);
    expect(inspect(DEFAULT_EXPERIMENT).layers[0]?.saturated).toBeNull();
  });

  it('sees that zeros, and only zeros, make the units of a layer equal', () => {
    const zeros = withNetwork({ initializer: { ...network.initializer, id: 'zeros' } });
    expect(inspect(zeros).layers.map(({ isSymmetric }) => isSymmetric)).toEqual([true, true, false]);
    expect(inspect(DEFAULT_EXPERIMENT).layers.map(({ isSymmetric }) => isSymmetric)).toEqual([
      false,
      false,
      false,
    ]);
    const parameters = buildInitialParameters(zeros, 0);
    parameters[layoutParams(zeros, 0).layers[1]!.kernelOffset] = 0.5;
    expect(inspect(zeros, parameters).layers[0]?.isSymmetric).toBe(false);
  });

  it('sees gradients vanish through six layers of sigmoids, and not through LeakyReLU', () => {
    const deep = (id: 'sigmoid' | 'leakyRelu') =>
      withNetwork({
        hidden: Array.from({ length: 6 }, () => ({ ...layer, units: 8, activation: { id, alpha: 0.1 } })),
      });
    const ratio = (experiment: Experiment) => {
      const { layers } = inspect(experiment);
      return layers[0]!.gradientRms / layers.at(-1)!.gradientRms;
    };
    expect(ratio(deep('sigmoid'))).toBeLessThan(1e-3);
    expect(ratio(deep('leakyRelu'))).toBeGreaterThan(0.05);
  });

  it('refuses parameters of another network', () => {
    expect(() => inspect(DEFAULT_EXPERIMENT, new Float32Array(3))).toThrow(RangeError);
  });
});
