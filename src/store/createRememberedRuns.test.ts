import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment } from '../domain/experiment';
import { buildTestSnapshot } from './buildTestSnapshot';
import { createExperimentStore } from './createExperimentStore';
import { createFrameLoop } from './createFrameLoop';
import { createRememberedRuns, MAX_REMEMBERED_RUNS, REMEMBERED_ROWS } from './createRememberedRuns';
import { createSnapshotHub } from './createSnapshotHub';
import { createFakeClock } from './fakeClock';

const withSeed =
  (seed: number) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    networks: experiment.networks.map((network) => ({ ...network, seed })),
  });
const withRate =
  (learningRate: number) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    networks: experiment.networks.map((network) => ({
      ...network,
      optimizer: { ...network.optimizer, learningRate },
    })),
  });

function start() {
  const hub = createSnapshotHub(createFrameLoop(createFakeClock().scheduler));
  const experiment = createExperimentStore(DEFAULT_EXPERIMENT);
  const remembered = createRememberedRuns({ experiment, snapshots: hub });
  const receive = (run: number, epochs: readonly number[], change: { revision?: number } = {}) => {
    const { revision = experiment.getState().revision } = change;
    const snapshot = buildTestSnapshot({ run, revision, epoch: epochs.at(-1) ?? 0, rows: epochs });
    remembered.observe(snapshot);
    hub.receive(snapshot);
  };
  return {
    hub,
    receive,
    change: experiment.getState().change,
    state: remembered.store.getState,
    runs: () => remembered.store.getState().runs,
    epochsOf: (id: number) =>
      remembered.store
        .getState()
        .runs.find((run) => run.id === id)
        ?.curves[0]?.map(({ epoch }) => epoch),
  };
}
const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, epoch) => epoch);

describe('the remembered runs', () => {
  it('keep a run that has ended, with the experiment that made it and not the one that followed', () => {
    const { receive, change, runs, epochsOf } = start();
    receive(1, [0, 1, 2]);
    receive(1, [3]);
    change(withSeed(8), 'commit');
    receive(2, [0]);
    expect(runs()).toHaveLength(1);
    expect(runs()[0]).toMatchObject({ id: 1, run: 1, name: null, isTuned: false, isHidden: false });
    expect(runs()[0]?.experiment).toEqual(DEFAULT_EXPERIMENT);
    expect(epochsOf(1)).toEqual([0, 1, 2, 3]);
  });

  it('do not keep a run that has not come to the end of its first epoch', () => {
    const { receive, change, runs } = start();
    receive(1, [0]);
    change(withSeed(8), 'commit');
    receive(2, [0]);
    expect(runs()).toEqual([]);
  });

  it('thin a long run to the rows that are allowed, its first and its last among them', () => {
    const { receive, change, runs } = start();
    receive(1, upTo(1999));
    change(withSeed(8), 'commit');
    receive(2, [0]);
    const rows = runs()[0]?.curves[0] ?? [];
    expect(rows.length).toBeLessThanOrEqual(REMEMBERED_ROWS);
    expect(rows.length).toBeGreaterThan(REMEMBERED_ROWS / 4);
    expect([rows[0]?.epoch, rows.at(-1)?.epoch]).toEqual([0, 1999]);
  });

  it('keep at most eight, the newest, and number them all', () => {
    const { receive, change, runs } = start();
    for (let run = 1; run <= 12; run += 1) {
      receive(run, [0, 1]);
      change(withSeed(100 + run), 'commit');
    }
    receive(13, [0]);
    expect(runs()).toHaveLength(MAX_REMEMBERED_RUNS);
    expect(runs().map(({ id }) => id)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('keep the same run once, the longer of the two, with its name', () => {
    const { receive, runs, state, epochsOf } = start();
    receive(1, upTo(5));
    receive(2, [0]);
    state().rename(1, 'mine');
    receive(2, upTo(9));
    receive(3, [0, 1, 2]);
    receive(4, [0]);
    expect(runs()).toHaveLength(1);
    expect(runs()[0]?.name).toBe('mine');
    expect(epochsOf(1)).toEqual(upTo(9));
  });

  it('say of a run that it was changed on the way, and take the settings it was last trained with', () => {
    const { receive, change, runs, hub } = start();
    receive(1, upTo(5));
    change(withRate(0.3), 'commit');
    hub.mark(0, [{ field: 'learningRate', layer: null, from: 0.03, to: 0.3 }], 'entry');
    receive(1, [6]);
    change(withRate(1), 'commit');
    hub.mark(0, [{ field: 'learningRate', layer: null, from: 0.3, to: 1 }], 'later');
    // Seen again after the second change, but not trained with it.
    receive(1, [6]);
    receive(2, [0]);
    expect(runs()[0]?.isTuned).toBe(true);
    expect(runs()[0]?.experiment.networks[0]?.optimizer.learningRate).toBe(0.3);
  });

  it('do not say so of a change after the last step', () => {
    const { receive, change, runs, hub } = start();
    receive(1, upTo(5));
    change(withRate(0.3), 'commit');
    hub.mark(0, [{ field: 'learningRate', layer: null, from: 0.03, to: 0.3 }], 'entry');
    receive(1, []);
    receive(2, [0]);
    expect(runs()[0]?.isTuned).toBe(false);
    expect(runs()[0]?.experiment).toEqual(DEFAULT_EXPERIMENT);
  });

  it('take a run off the list when the worker goes on with it, and put it back under its name when it ends again', () => {
    const { receive, change, runs, state, hub } = start();
    receive(1, upTo(5));
    change(withSeed(8), 'commit');
    receive(2, [0, 1]);
    state().rename(1, 'first');
    change(withSeed(7), 'commit');
    receive(1, []);
    expect(runs().map(({ run }) => run)).toEqual([2]);
    expect(hub.history(0).map(({ epoch }) => epoch)).toEqual(upTo(5));
    receive(1, [6]);
    change(withSeed(9), 'commit');
    receive(3, [0]);
    expect(runs().map(({ id, name }) => [id, name])).toEqual([
      [2, null],
      [1, 'first'],
    ]);
    expect(runs()[1]?.curves[0]?.at(-1)?.epoch).toBe(6);
  });

  it('can be named, hidden, shown, removed and cleared; an empty name gives the default back', () => {
    const { receive, change, runs, state } = start();
    for (const run of [1, 2, 3]) {
      receive(run, [0, 1]);
      change(withSeed(100 + run), 'commit');
    }
    receive(4, [0]);
    state().rename(2, '  deep one ');
    state().setHidden(1, true);
    expect(runs().map(({ name, isHidden }) => [name, isHidden])).toEqual([
      [null, true],
      ['deep one', false],
      [null, false],
    ]);
    state().rename(2, ' ');
    state().setHidden(1, false);
    expect(runs().map(({ name, isHidden }) => [name, isHidden])).toEqual([
      [null, false],
      [null, false],
      [null, false],
    ]);
    state().remove(2);
    expect(runs().map(({ id }) => id)).toEqual([1, 3]);
    state().clear();
    expect(runs()).toEqual([]);
  });
});
