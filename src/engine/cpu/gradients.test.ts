import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildInitialParameters } from '../../domain/initialParameters';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import { arbitraryExperiment } from '../testing/arbitraryExperiment';
import { buildCpuNetwork } from './buildCpuNetwork';
import { computeGradients } from './computeGradients';
import { evaluateSet } from './evaluate';

test('The gradient of a batch is the difference quotient of its mean loss, for any network, in float64.', () => {
  fc.assert(
    fc.property(arbitraryExperiment, fc.integer({ min: 1, max: 2 ** 31 }), (experiment, shift) => {
      const [spec] = experiment.networks;
      if (!spec) return;
      const data = buildTrainingData(experiment);
      const layout = layoutParams(experiment, 0);
      const parameters = Float64Array.from(buildInitialParameters(experiment, 0));
      // Away from kinks: initial biases of 0 and zero weights would lie exactly on them.
      parameters.forEach((value, at) => (parameters[at] = value + 0.05 * Math.sin(shift + 7 * at)));
      const network = buildCpuNetwork(spec, layout, parameters, Float64Array);
      const order = Uint32Array.from({ length: data.train.count }, (_, at) => at);
      computeGradients(network, data.train, order, 0, data.train.count);
      const gradients = Float64Array.from(network.gradients);
      const lossAt = (at: number, value: number) => {
        const before = parameters[at] ?? 0;
        parameters[at] = value;
        const { loss } = evaluateSet(network, data.train);
        parameters[at] = before;
        return loss;
      };
      layout.layers.forEach((layer, index) => {
        const end =
          layer.kernelOffset + layer.inputs * layer.units + (layer.biasOffset === null ? 0 : layer.units);
        const isFrozen = network.layers[index]?.isFrozen;
        for (let at = layer.kernelOffset; at < end; at++) {
          const value = parameters[at] ?? 0;
          const quotientOf = (h: number) => (lossAt(at, value + h) - lossAt(at, value - h)) / (2 * h);
          if (isFrozen) {
            expect(gradients[at]).toBe(0);
            continue;
          }
          const fine = quotientOf(1e-6);
          // Where two step widths disagree, a kink lies between: the quotient says nothing there.
          if (Math.abs(fine - quotientOf(1e-5)) > 1e-6 * (1 + Math.abs(fine))) continue;
          expect(Math.abs((gradients[at] ?? NaN) - fine)).toBeLessThan(1e-5 * (1 + Math.abs(fine)));
        }
      });
    }),
    { numRuns: 100 },
  );
});
