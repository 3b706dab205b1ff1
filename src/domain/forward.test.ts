/** Holds the page's own arithmetic against the engine's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrainingData } from '../engine/buildTrainingData';
import { buildCpuNetwork } from '../engine/cpu/buildCpuNetwork';
import { mapUnits, predictRows } from '../engine/cpu/evaluate';
import { arbitraryExperiment } from '../engine/testing/arbitraryExperiment';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import { createForward, createForwardState, predictAt, runForward } from './forward';
import { generateData } from './generateData';
import { buildInitialParameters } from './initialParameters';
import { layoutParams } from './paramLayout';

describe('runForward', () => {
  it('gives the predictions and the units’ outputs of the engine, for any network', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        const spec = experiment.networks[0]!;
        const parameters = buildInitialParameters(experiment, 0);
        parameters.forEach((value, at) => (parameters[at] = value + 0.1 * Math.sin(7 * at + 1)));
        const { train } = buildTrainingData(experiment);
        const engine = buildCpuNetwork(
          spec,
          layoutParams(experiment, 0),
          Float64Array.from(parameters),
          Float64Array,
        );
        const predictions = predictRows(engine, train.features, train.count);
        const maps = mapUnits(engine, train.features, train.count);
        const forward = createForward(experiment, 0);
        const state = createForwardState(forward);
        const close = (actual: number, expected: number) =>
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));
        for (let row = 0; row < train.count; row++) {
          const at = row * experiment.inputs.length;
          close(runForward(forward, parameters, train.features, at, state), predictions[row]!);
          const outputs = state.outputs.slice(0, -1).flatMap((layer) => [...layer]);
          outputs.forEach((value, unit) => close(value, maps[unit * train.count + row]!));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says the same at a place as for the point that lies there', () => {
    const { points } = generateData(DEFAULT_EXPERIMENT.data);
    const parameters = buildInitialParameters(DEFAULT_EXPERIMENT, 0);
    const forward = createForward(DEFAULT_EXPERIMENT, 0);
    const state = createForwardState(forward);
    const prediction = runForward(forward, parameters, points, 10, state);
    expect(predictAt(forward, parameters, points[10]!, points[11]!)).toBe(prediction);
    expect(predictAt(forward, parameters, points[10]!, points[11]!, { layer: 1, unit: 2 })).toBe(
      state.outputs[1]![2],
    );
  });
});
