import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../domain/experiment';
import { encodeAddress } from '../io/encodeAddress';
import type { ToWorker } from '../protocol/messages';
import type { SavedNetwork } from '../protocol/trainerState';
import { buildTestRow, buildTestSnapshot } from '../store/buildTestSnapshot';
import { createApp } from './createApp';
import { createFakeSurroundings } from './fakeSurroundings';

const noise =
  (value: number) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    data: { ...experiment.data, noise: value },
  });
const network =
  (change: (spec: NetworkSpec) => NetworkSpec) =>
  (experiment: Experiment): Experiment => ({ ...experiment, networks: experiment.networks.map(change) });
const rate = (learningRate: number) =>
  network((spec) => ({ ...spec, optimizer: { ...spec.optimizer, learningRate } }));

const savedNetwork = (epoch: number): SavedNetwork => ({
  parameters: new Float32Array(37),
  optimizer: 'sgd',
  slots: [],
  scalars: {},
  cursor: { epoch, used: 0, step: epoch * 20 },
  seconds: 1,
  metrics: buildTestRow(epoch),
});

function start(options: { hash?: string; search?: string } = {}) {
  const fake = createFakeSurroundings(options);
  const app = createApp(fake.surroundings);
  app.start();
  const worker = () => {
    const newest = fake.workers.at(-1);
    if (!newest) throw new Error('no worker was started');
    return newest;
  };
  const { experiment } = app.services;
  return {
    ...fake,
    app,
    worker,
    change: experiment.getState().change,
    state: () => experiment.getState(),
    types: () => worker().received.map(({ type }) => type),
    sent: <T extends ToWorker['type']>(type: T) =>
      worker().received.filter((message): message is Extract<ToWorker, { type: T }> => message.type === type),
    notices: () => app.services.status.getState().notices.map(({ content }) => content.code),
  };
}

describe('the app at its start', () => {
  it('loads the default experiment, with speed and engine of the settings, before anything else', () => {
    const { worker } = start({ search: '?engine=cpu&speed=max' });
    expect(worker().received).toEqual([
      {
        type: 'experiment/load',
        experiment: DEFAULT_EXPERIMENT,
        revision: 0,
        choice: { engine: 'cpu', backend: null },
      },
      { type: 'speed/set', epochsPerSecond: Infinity },
    ]);
  });

  it('opens the experiment of the address', () => {
    const given = noise(0.35)(DEFAULT_EXPERIMENT);
    const { state, notices, addresses } = start({ hash: encodeAddress(given) });
    expect(state().experiment).toEqual(given);
    expect(notices()).toEqual([]);
    expect(addresses).toEqual([]);
  });

  it('shows the default and says what was wrong for an address that cannot be opened', () => {
    const wrong = encodeAddress(noise(7)(DEFAULT_EXPERIMENT));
    const { state, app, addresses } = start({ hash: wrong });
    expect(state().experiment).toBe(DEFAULT_EXPERIMENT);
    expect(app.services.status.getState().notices).toEqual([
      {
        id: 1,
        content: {
          code: 'addressWrong',
          problems: [{ code: 'outOfRange', path: 'data.noise', value: 7, min: 0, max: 0.5 }],
        },
      },
    ]);
    expect(addresses).toEqual([encodeAddress(DEFAULT_EXPERIMENT)]);
  });
});

describe('changes of the experiment', () => {
  it('are sent once a frame, from the first state to the last, with the revision', () => {
    const { change, clock, sent } = start();
    for (const value of [0.05, 0.07, 0.1]) change(rate(value), 'live');
    expect(sent('experiment/change')).toEqual([]);
    clock.frame();
    const [message, ...more] = sent('experiment/change');
    expect(more).toEqual([]);
    expect(message?.revision).toBe(3);
    expect(message?.experiment.networks[0]?.optimizer.learningRate).toBe(0.1);
    expect(message?.commands).toEqual([
      {
        kind: 'tune',
        network: 0,
        changes: [{ field: 'learningRate', layer: null, from: 0.03, to: 0.1 }],
      },
    ]);
    clock.frame();
    expect(sent('experiment/change')).toHaveLength(1);
  });

  it('reach the worker before a run command that follows them', () => {
    const { app, change, types, clock } = start();
    change(noise(0.2), 'commit');
    app.services.run.play();
    clock.frame();
    expect(types().filter((type) => type !== 'snapshot/request')).toEqual([
      'experiment/load',
      'speed/set',
      'experiment/change',
      'run/play',
    ]);
  });

  it('carry on with undo: the commands lead back', () => {
    const { change, clock, sent, state } = start();
    change(rate(0.3), 'commit');
    clock.frame();
    state().undo();
    clock.frame();
    expect(sent('experiment/change').map(({ revision, commands }) => [revision, commands[0]])).toEqual([
      [1, expect.objectContaining({ changes: [expect.objectContaining({ from: 0.03, to: 0.3 })] })],
      [2, expect.objectContaining({ changes: [expect.objectContaining({ from: 0.3, to: 0.03 })] })],
    ]);
  });

  it('lead back to a run that was left: undo and redo name the revision at which it was, other changes none', () => {
    const { change, clock, sent, state } = start();
    change(noise(0.2), 'commit');
    clock.frame();
    state().undo();
    clock.frame();
    state().redo();
    clock.frame();
    change(noise(0.3), 'commit');
    clock.frame();
    expect(sent('experiment/change').map(({ restore }) => restore)).toEqual([undefined, 0, 1, undefined]);
  });

  it('mark the curves at the epoch at which they were made, one mark a drag', () => {
    const { app, change, clock, worker } = start();
    worker().answer(buildTestSnapshot({ epoch: 120 }));
    change(rate(0.1), 'live');
    clock.frame();
    worker().answer(buildTestSnapshot({ epoch: 121, revision: 1 }));
    change(rate(0.2), 'live');
    clock.frame();
    change(rate(0.3), 'commit');
    clock.frame();
    change(rate(0.6), 'commit');
    clock.frame();
    expect(app.services.snapshots.marks(0)).toEqual([
      { epoch: 120, change: { field: 'learningRate', layer: null, from: 0.03, to: 0.3 } },
      { epoch: 121, change: { field: 'learningRate', layer: null, from: 0.3, to: 0.6 } },
    ]);
  });

  it('mark a layer whose weights are drawn anew', () => {
    const { app, change, clock, worker } = start();
    worker().answer(buildTestSnapshot({ epoch: 120 }));
    change(
      network((spec) => ({ ...spec, output: { ...spec.output, draw: spec.output.draw + 1 } })),
      'commit',
    );
    clock.frame();
    expect(app.services.snapshots.marks(0)).toEqual([
      { epoch: 120, change: { field: 'draw', layer: 'output', from: 0, to: 1 } },
    ]);
  });

  it('open an earlier run at step 0, as one entry of the history, though its weights could have been kept', () => {
    const { app, state, clock, types, worker } = start();
    worker().answer(buildTestSnapshot({ epoch: 120 }));
    const other = rate(0.3)(DEFAULT_EXPERIMENT);
    app.services.run.open(other);
    clock.frame();
    expect(
      types()
        .filter((type) => type !== 'snapshot/request')
        .slice(-2),
    ).toEqual(['experiment/change', 'run/reset']);
    expect(state().experiment).toEqual(other);
    expect(state().past).toEqual([DEFAULT_EXPERIMENT]);
    expect(app.services.snapshots.marks(0)).toEqual([]);
    app.services.run.open(other);
    expect(types().at(-1)).toBe('run/reset');
    expect(state().past).toHaveLength(1);
  });

  it('leave the run before them among the remembered ones', () => {
    const { app, change, clock, worker } = start();
    worker().answer(buildTestSnapshot({ epoch: 2, rows: [0, 1, 2] }));
    change(rate(0.3), 'commit');
    clock.frame();
    worker().answer(buildTestSnapshot({ run: 2, rows: [0], revision: 1 }));
    const { runs } = app.services.rememberedRuns.getState();
    expect(runs.map(({ experiment, isTuned }) => [experiment, isTuned])).toEqual([
      [DEFAULT_EXPERIMENT, false],
    ]);
  });

  it('draw new seeds for all networks, as one entry of the history', () => {
    const { app, state, clock, sent } = start();
    app.services.run.newSeed();
    clock.frame();
    expect(state().experiment.networks.map(({ seed }) => seed)).toEqual([4711]);
    expect(state().past).toEqual([DEFAULT_EXPERIMENT]);
    expect(sent('experiment/change')[0]?.commands).toEqual([{ kind: 'rebuild', network: 0 }]);
  });
});

describe('the address', () => {
  it('follows the experiment once changes rest', () => {
    const { change, clock, addresses, state } = start();
    const first = addresses.length;
    for (const value of [0.2, 0.3, 0.4]) {
      change(noise(value), 'live');
      clock.advance(100);
    }
    expect(addresses).toHaveLength(first);
    clock.advance(200);
    expect(addresses.slice(first)).toEqual([encodeAddress(state().experiment)]);
  });

  it('is opened when a person puts another there: from step 0, with a history of its own', () => {
    const { app, change, paste, clock, state, types, sent } = start();
    change(noise(0.2), 'commit');
    clock.frame();
    const given = rate(0.3)(state().experiment);
    paste(encodeAddress(given));
    app.addressChanged();
    clock.frame();
    expect(state()).toMatchObject({ experiment: given, past: [], future: [] });
    expect(sent('experiment/change').at(-1)?.experiment).toEqual(given);
    expect(
      types()
        .filter((type) => type !== 'snapshot/request')
        .at(-1),
    ).toBe('run/reset');
    expect(app.services.snapshots.marks(0)).toEqual([]);
  });

  it('shows the default for a wrong one, and one undo brings the work back', () => {
    const { app, change, paste, clock, state, notices, addresses } = start();
    change(noise(0.2), 'commit');
    const mine = state().experiment;
    clock.advance(1000);
    paste('x1=broken');
    app.addressChanged();
    expect(state().experiment).toEqual(DEFAULT_EXPERIMENT);
    expect(notices()).toEqual(['addressWrong']);
    expect(addresses.at(-1)).toBe(encodeAddress(DEFAULT_EXPERIMENT));
    state().undo();
    expect(state().experiment).toEqual(mine);
    paste(encodeAddress(noise(0.4)(DEFAULT_EXPERIMENT)));
    app.addressChanged();
    expect(notices()).toEqual([]);
  });
});

describe('snapshots', () => {
  it('are asked for once after a change at rest, with the newest grids', () => {
    const { app, worker, clock, sent, change } = start();
    worker().status({ trainer: 'paused' });
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(1);
    clock.frame();
    worker().answer(buildTestSnapshot({ trainer: 'paused' }));
    clock.frame();
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(1);
    app.services.run.setDetail({ boundarySize: 60, mapSize: 12 });
    clock.frame();
    expect(sent('snapshot/request').at(-1)?.request).toEqual({ boundarySize: 60, mapSize: 12 });
    app.services.run.setDetail({ boundarySize: 60, mapSize: 12 });
    worker().answer(buildTestSnapshot({ trainer: 'paused' }));
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(2);
    change(noise(0.2), 'commit');
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(3);
  });

  it('are asked for again while the answer is older than the last change', () => {
    const { worker, clock, sent, change } = start();
    worker().status({ trainer: 'paused' });
    change(noise(0.2), 'commit');
    clock.frame();
    worker().answer(buildTestSnapshot({ trainer: 'paused', revision: 0 }));
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(2);
    worker().answer(buildTestSnapshot({ trainer: 'paused', revision: 1 }));
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(2);
  });

  it('come one after another while it trains, each after the last was drawn', () => {
    const { app, worker, clock, sent } = start();
    worker().status({ trainer: 'training' });
    clock.frame();
    for (let epoch = 1; epoch <= 5; epoch += 1) {
      expect(sent('snapshot/request')).toHaveLength(epoch);
      clock.frame();
      expect(sent('snapshot/request')).toHaveLength(epoch);
      let drawnAt = 0;
      app.services.frames.request(() => {
        drawnAt = sent('snapshot/request').length;
      }, 'draw');
      worker().answer(buildTestSnapshot({ epoch }));
      clock.frame();
      expect(drawnAt).toBe(epoch);
    }
  });

  it('are not asked for by a hidden page, and once more when it is shown again', () => {
    const { app, worker, clock, sent, setVisible } = start();
    setVisible(false);
    worker().status({ trainer: 'training' });
    clock.frame();
    expect(sent('snapshot/request')).toEqual([]);
    setVisible(true);
    app.shown();
    clock.frame();
    expect(sent('snapshot/request')).toHaveLength(1);
  });

  it('of another run begin new curves', () => {
    const { app, worker } = start();
    worker().answer(buildTestSnapshot({ epoch: 2, rows: [0, 1, 2] }));
    worker().answer(buildTestSnapshot({ run: 2, rows: [0] }));
    expect(app.services.snapshots.history(0).map(({ epoch }) => epoch)).toEqual([0]);
  });
});

describe('settings', () => {
  it('reach the worker when they change', () => {
    const { app, sent, types } = start();
    app.services.settings.getState().set({ speed: 50 });
    app.services.settings.getState().set({ engineChoice: { engine: 'tfjs', backend: 'webgpu' } });
    app.services.settings.getState().set({ language: 'ko' });
    expect(sent('speed/set').at(-1)?.epochsPerSecond).toBe(50);
    expect(sent('engine/choose')).toEqual([
      { type: 'engine/choose', choice: { engine: 'tfjs', backend: 'webgpu' } },
    ]);
    expect(types()).toHaveLength(4);
  });
});

describe('a worker that dies', () => {
  it('is replaced once, with the present experiment from step 0, and the page says so', () => {
    const { app, workers, worker, change, clock, sent, notices, state } = start();
    worker().answer(buildTestSnapshot({ epoch: 5, rows: [0, 1, 2, 3, 4, 5] }));
    change(noise(0.2), 'commit');
    clock.frame();
    worker().die('out of memory');
    expect(workers.map(({ isTerminated }) => isTerminated())).toEqual([true, false]);
    expect(sent('experiment/load')).toEqual([
      expect.objectContaining({ experiment: state().experiment, revision: 1 }),
    ]);
    expect(app.services.snapshots.history(0)).toEqual([]);
    expect(notices()).toEqual(['workerRestarted']);
    worker().answer(buildTestSnapshot({ epoch: 0, rows: [0], revision: 1 }));
    expect(app.services.snapshots.history(0)).toHaveLength(1);
  });

  it('is replaced by one that goes on from the last saved state, and trains on where it trained', () => {
    const { app, worker, clock, sent, types, notices } = start();
    const run = { revision: 0, run: 1, states: [savedNetwork(3)] };
    worker().answer(buildTestSnapshot({ epoch: 5, run: 1, rows: [0, 1, 2, 3, 4, 5] }));
    worker().status({ trainer: 'training' });
    worker().save(run);
    clock.frame();
    worker().die('out of memory');
    expect(sent('experiment/load')[0]?.saved).toBe(run);
    expect(types()).toEqual(['experiment/load', 'speed/set', 'run/play']);
    // What came after the saved state has not happened.
    expect(app.services.snapshots.history(0).map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(notices()).toEqual(['workerRestarted']);
    expect(app.services.status.getState().notices[0]?.content).toMatchObject({ epoch: 3 });
  });

  it('begins at step 0 where the run that was saved has been left since', () => {
    const { app, change, worker, clock, sent } = start();
    worker().save({ revision: 0, run: 1, states: [savedNetwork(3)] });
    change(noise(0.2), 'commit');
    clock.frame();
    worker().die('first');
    expect(sent('experiment/load')[0]).not.toHaveProperty('saved');

    worker().save({ revision: 1, run: 1, states: [savedNetwork(4)] });
    app.services.run.reset();
    clock.advance(20_000);
    worker().die('second');
    expect(sent('experiment/load')[0]).not.toHaveProperty('saved');
  });

  it('is not replaced a second time until the person goes on', () => {
    const { app, workers, worker, notices } = start();
    worker().die('first');
    worker().die('second');
    expect(workers).toHaveLength(2);
    expect(app.services.status.getState().worker).toMatchObject({
      trainer: 'failed',
      cause: { code: 'engineFailed', detail: 'second' },
    });
    expect(notices()).toEqual(['workerFailed']);
    app.services.run.play();
    expect(workers).toHaveLength(3);
    expect(notices()).toEqual([]);
    expect(worker().received.map(({ type }) => type)).toEqual(['experiment/load', 'speed/set', 'run/play']);
  });
});
