/** The generated engine in a real browser: its code compiles there, and gives the reference's numbers. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { Experiment } from '../../domain/experiment';
import { CLIPPING_IDS, HIDDEN_ACTIVATION_IDS } from '../../domain/ids';
import { buildTrainingData } from '../buildTrainingData';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import { createWasmTrainer } from './createWasmTrainer';

/** Each activation, the kinds of clipping taking turns. */
const CASES = HIDDEN_ACTIVATION_IDS.map(
  (id, index) => [id, CLIPPING_IDS[index % CLIPPING_IDS.length] ?? 'none'] as const,
);

describe('the WebAssembly engine in a browser', () => {
  it.each(CASES)(
    'trains the default network with %s and clipping %s as the reference does',
    async (id, clipping) => {
      const experiment: Experiment = {
        ...DEFAULT_EXPERIMENT,
        networks: DEFAULT_EXPERIMENT.networks.map((network) => ({
          ...network,
          hidden: network.hidden.map((layer) => ({ ...layer, activation: { id, alpha: 0.1 } })),
          optimizer: {
            id: 'adam',
            learningRate: 0.003,
            // 20 steps an epoch: three rates in 45 steps.
            schedule: { id: 'step', everyEpochs: 1, factor: 0.5 },
            clipping: { id: clipping, limit: 0.05 },
          },
        })),
      };
      const ours = await createWasmTrainer(experiment, 0);
      const theirs = createCpuTrainer({ experiment, index: 0, data: buildTrainingData(experiment) });
      await ours.train(45);
      await theirs.train(45);
      const request = { metrics: true, parameters: true, boundarySize: 20, mapSize: 8 };
      const [a, b] = [await ours.read(request), await theirs.read(request)];
      a.parameters.forEach((value, index) => expect(value).toBeCloseTo(b.parameters[index] ?? NaN, 4));
      a.boundary.forEach((value, index) => expect(value).toBeCloseTo(b.boundary[index] ?? NaN, 3));
      expect(a.metrics?.loss).toBeCloseTo(b.metrics?.loss ?? NaN, 4);
      ours.dispose();
    },
  );
});
