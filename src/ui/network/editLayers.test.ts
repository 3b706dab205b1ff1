import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import { setWeight } from '../../domain/editWeights';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import { createExperimentStore } from '../../store/createExperimentStore';
import { parseExperiment } from '../../domain/parseExperiment';
import { planCommands } from '../../domain/planCommands';
import type { Edit } from '../editExperiment';
import { chooseOutput, editLayer, insertLayer, lossFor, moveLayer, removeLayer } from './editLayers';

function networkOf(experiment: Experiment): NetworkSpec {
  const [network] = experiment.networks;
  if (!network) throw new Error('an experiment has a network');
  return network;
}
const apply = (experiment: Experiment, ...edits: readonly Edit[]): Experiment => {
  const result = edits.reduce((present, edit) => edit(present), experiment);
  expect(parseExperiment(JSON.parse(JSON.stringify(result)))).toEqual({ ok: true, value: result });
  return result;
};
const model = networkOf(DEFAULT_EXPERIMENT).hidden[0]!; // The first visit has two hidden layers.
const threeLayers = apply(
  DEFAULT_EXPERIMENT,
  insertLayer(0, 2, model),
  editLayer(0, 0, { units: 1 }),
  editLayer(0, 1, { units: 2 }),
  editLayer(0, 2, { units: 3 }),
);
const unitsOf = (experiment: Experiment) => networkOf(experiment).hidden.map(({ units }) => units);

describe('moveLayer', () => {
  it('puts a layer at its new place and closes up the others, in both directions', () => {
    expect(unitsOf(threeLayers)).toEqual([1, 2, 3]);
    expect(unitsOf(apply(threeLayers, moveLayer(0, 0, 2)))).toEqual([2, 3, 1]);
    expect(unitsOf(apply(threeLayers, moveLayer(0, 2, 0)))).toEqual([3, 1, 2]);
    expect(unitsOf(apply(threeLayers, moveLayer(0, 1, 1)))).toEqual([1, 2, 3]);
  });

  it('rebuilds the network', () => {
    expect(planCommands(threeLayers, moveLayer(0, 0, 2)(threeLayers))).toEqual([
      { kind: 'rebuild', network: 0 },
    ]);
  });
});

describe('weights set by hand', () => {
  it('are taken along when layers come, move and go', () => {
    // 2-1-2-3-1: kernel 0..1, bias 2; kernel 3..4, bias 5..6; kernel 7..12, bias 13..15; kernel 16..18, bias 19.
    const edited = setWeight(setWeight(threeLayers, 0, 2, 2), 0, 5, 3);
    // 2-2-1-3-1: kernel 0..3, bias 4..5; kernel 6..7, bias 8.
    expect(networkOf(apply(edited, moveLayer(0, 0, 1))).edits).toEqual([
      { parameter: 8, value: 2 },
      { parameter: 4, value: 3 },
    ]);
    // 2-2-3-1: kernel 0..3, bias 4..5.
    expect(networkOf(apply(edited, removeLayer(0, 0))).edits).toEqual([{ parameter: 4, value: 3 }]);
    // 2-1-1-2-3-1: kernel 0..1, bias 2; kernel 3, bias 4; kernel 5..6, bias 7..8.
    expect(networkOf(apply(edited, insertLayer(0, 1, model))).edits).toEqual([
      { parameter: 2, value: 2 },
      { parameter: 7, value: 3 },
    ]);
  });

  it('stay with a layer that moves when the store fits edits to the new shape', () => {
    const store = createExperimentStore(setWeight(threeLayers, 0, 5, 3));
    store.getState().change(moveLayer(0, 1, 0), 'commit');
    expect(networkOf(store.getState().experiment).edits).toEqual([{ parameter: 4, value: 3 }]);
    store.getState().change(moveLayer(0, 0, 1), 'commit');
    expect(networkOf(store.getState().experiment).edits).toEqual([{ parameter: 5, value: 3 }]);
  });
});

describe('chooseOutput', () => {
  it('brings the perceptron rule with a step, and takes it away again', () => {
    const step = networkOf(apply(DEFAULT_EXPERIMENT, chooseOutput(0, { id: 'step', alpha: 0.1 })));
    expect(step.loss).toBe('perceptron');
    expect(lossFor('perceptron', 'sigmoid')).toBe('binaryCrossentropy');
    expect(lossFor('perceptron', 'tanh')).toBe('meanSquaredError');
  });

  it('keeps the loss where it goes with the activation', () => {
    expect(lossFor('meanSquaredError', 'sigmoid')).toBe('meanSquaredError');
    expect(lossFor('hinge', 'tanh')).toBe('hinge');
  });
});
