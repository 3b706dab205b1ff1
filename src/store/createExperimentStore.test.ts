import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import { setWeight } from '../domain/editWeights';
import type { Experiment } from '../domain/experiment';
import { createExperimentStore, isReplacement, MAX_HISTORY } from './createExperimentStore';

const noise =
  (value: number) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    data: { ...experiment.data, noise: value },
  });

function start() {
  const store = createExperimentStore(DEFAULT_EXPERIMENT);
  const state = () => store.getState();
  return { store, state, noiseNow: () => state().experiment.data.noise };
}

describe('the experiment store', () => {
  it('makes one history entry of a drag that ends in a commit, and undoes it to where the drag began', () => {
    const { state, noiseNow } = start();
    for (const value of [0.15, 0.2, 0.25]) state().change(noise(value), 'live');
    expect(noiseNow()).toBe(0.25);
    expect(state().past).toHaveLength(0);
    state().change(noise(0.3), 'commit');
    expect(state().past).toHaveLength(1);
    expect(state().revision).toBe(4);
    state().undo();
    expect(state().experiment).toBe(DEFAULT_EXPERIMENT);
    expect(state().revision).toBe(5);
    state().redo();
    expect(noiseNow()).toBe(0.3);
    expect(state().past).toHaveLength(1);
  });

  it('commits a drag whose last tick already brought the final value', () => {
    const { state, noiseNow } = start();
    state().change(noise(0.3), 'live');
    state().change((experiment) => experiment, 'commit');
    expect(state().past).toEqual([DEFAULT_EXPERIMENT]);
    expect(state().revision).toBe(1);
    state().undo();
    expect(noiseNow()).toBe(0.1);
  });

  it('makes no entry of a drag that ends where it began', () => {
    const { state } = start();
    state().change(noise(0.3), 'live');
    state().change(noise(0.1), 'commit');
    expect(state().past).toHaveLength(0);
    expect(state().revision).toBe(2);
  });

  it('counts no revision for a change that changes nothing', () => {
    const { state } = start();
    state().change(noise(0.1), 'commit');
    expect(state().revision).toBe(0);
    expect(state().experiment).toBe(DEFAULT_EXPERIMENT);
  });

  it('forgets what could be redone when something else is changed', () => {
    const { state } = start();
    state().change(noise(0.2), 'commit');
    state().undo();
    expect(state().future).toHaveLength(1);
    state().change(noise(0.4), 'commit');
    expect(state().future).toHaveLength(0);
    state().redo();
    expect(state().experiment.data.noise).toBe(0.4);
  });

  it('undoes a drag that was never committed, and can redo it', () => {
    const { state, noiseNow } = start();
    state().change(noise(0.2), 'commit');
    state().change(noise(0.4), 'live');
    state().undo();
    expect(noiseNow()).toBe(0.2);
    state().redo();
    expect(noiseNow()).toBe(0.4);
    state().undo();
    state().undo();
    expect(noiseNow()).toBe(0.1);
  });

  it('keeps at most 200 entries', () => {
    const { state } = start();
    for (let seed = 1; seed <= MAX_HISTORY + 50; seed += 1)
      state().change(
        (experiment) => ({ ...experiment, data: { ...experiment.data, seed: seed + 1 } }),
        'commit',
      );
    expect(MAX_HISTORY).toBe(200);
    expect(state().past).toHaveLength(200);
    for (let count = 0; count < 300; count += 1) state().undo();
    expect(state().experiment.data.seed).toBe(51);
    expect(state().future).toHaveLength(200);
  });

  it('starts history anew when another experiment is opened, and tells that apart from undo and change', () => {
    const { store, state } = start();
    const kinds: boolean[] = [];
    store.subscribe((after, before) => kinds.push(isReplacement(before, after)));
    state().change(noise(0.3), 'live');
    state().change(noise(0.2), 'commit');
    state().undo();
    state().redo();
    state().replace(noise(0.5)(DEFAULT_EXPERIMENT));
    expect(kinds).toEqual([false, false, false, false, true]);
    expect(state().past).toHaveLength(0);
    state().undo();
    expect(state().experiment.data.noise).toBe(0.5);
    state().change(noise(0.4), 'commit');
    state().undo();
    expect(state().experiment.data.noise).toBe(0.5);
  });
});

describe('the revision to which undo and redo lead back', () => {
  it('is the one at which the experiment was last the present one, on the way back and forth', () => {
    const { state } = start();
    const restores = () => state().restores;
    expect(restores()).toBeNull();
    state().change(noise(0.2), 'commit');
    expect([state().revision, restores()]).toEqual([1, null]);
    state().change(noise(0.3), 'commit');
    state().undo();
    expect([state().revision, restores()]).toEqual([3, 1]);
    state().undo();
    expect([state().revision, restores()]).toEqual([4, 0]);
    state().redo();
    expect([state().revision, restores()]).toEqual([5, 3]);
    state().redo();
    expect([state().revision, restores()]).toEqual([6, 2]);
    state().undo();
    expect([state().revision, restores()]).toEqual([7, 5]);
    state().change(noise(0.4), 'commit');
    expect(restores()).toBeNull();
    state().undo();
    expect(restores()).toBe(7);
  });

  it('is that of the state before a drag, not of one of its ticks', () => {
    const { state } = start();
    state().change(noise(0.2), 'commit');
    state().change(noise(0.3), 'live');
    state().change(noise(0.4), 'live');
    state().undo();
    expect([state().experiment.data.noise, state().revision, state().restores]).toEqual([0.2, 4, 1]);
    state().change(noise(0.3), 'live');
    state().change(noise(0.4), 'commit');
    expect(state().restores).toBeNull();
    state().undo();
    expect([state().experiment.data.noise, state().restores]).toEqual([0.2, 4]);
  });
});

describe('weights set by hand', () => {
  it('stay at their weights when the shape changes, and go with those that are gone', () => {
    const { state } = start();
    // Of 37 parameters the last is the output's bias; 15 is in the kernel of the second hidden layer.
    state().change((experiment) => setWeight(setWeight(experiment, 0, 36, 2), 0, 15, 1), 'commit');
    state().change(
      (experiment) => ({
        ...experiment,
        networks: experiment.networks.map((network) => ({ ...network, hidden: network.hidden.slice(1) })),
      }),
      'commit',
    );
    expect(state().experiment.networks[0]?.edits).toEqual([{ parameter: 16, value: 2 }]);
    state().undo();
    expect(state().experiment.networks[0]?.edits).toHaveLength(2);
  });
});
