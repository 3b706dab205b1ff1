/** Joins the rooms: fills the stores from the address, keeps worker, address and stores in step, and offers what the transport does. Touches no DOM. */
import type { Command } from '../domain/commands';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment } from '../domain/experiment';
import { planCommands } from '../domain/planCommands';
import { sameValue } from '../domain/sameValue';
import { decodeAddress } from '../io/decodeAddress';
import { encodeAddress } from '../io/encodeAddress';
import type { SnapshotRequest } from '../protocol/messages';
import { createDeviceStore } from '../store/createDeviceStore';
import { createExperimentStore, isReplacement } from '../store/createExperimentStore';
import { createFrameLoop, type FrameScheduler } from '../store/createFrameLoop';
import { createPanelStore } from '../store/createPanelStore';
import { createPointerStore } from '../store/createPointerStore';
import { createRememberedRuns } from '../store/createRememberedRuns';
import { createSettingsStore, type SettingsSurroundings } from '../store/createSettingsStore';
import { createSlowFacts } from '../store/createSlowFacts';
import { createSnapshotHub } from '../store/createSnapshotHub';
import { createStatusStore } from '../store/createStatusStore';
import type { Timers } from '../store/createThrottle';
import type { AppServices, RunCommands } from '../store/storeTypes';
import { describeWeightChange } from './describeWeightChange';
import { keepAddress, type AddressBar } from './keepAddress';
import { pullSnapshots } from './pullSnapshots';
import { rememberRun } from './rememberRun';
import { superviseWorker, type WorkerPort } from './superviseWorker';
import { withThirdOfRate } from './withThirdOfRate';

/** All that the app needs of the browser; tests give their own. */
export interface AppSurroundings {
  readonly startWorker: () => WorkerPort;
  readonly scheduler: FrameScheduler;
  readonly timers: Timers;
  readonly address: AddressBar;
  readonly settings: SettingsSurroundings;
  readonly isVisible: () => boolean;
  /** A whole number within the limits of a seed. */
  readonly randomSeed: () => number;
}

export interface App {
  readonly services: AppServices;
  /** Starts the worker; after the first render, so that the page is there at once. */
  readonly start: () => void;
  /** To be called when the address was changed by hand. */
  readonly addressChanged: () => void;
  /** To be called when the page is shown again. */
  readonly shown: () => void;
  readonly stop: () => void;
  /** To be called when something in the page threw where nobody caught it. */
  readonly pageFailed: (detail: string) => void;
}

/** Grids of the first picture, until the page has measured itself. */
const FIRST_DETAIL: SnapshotRequest = { boundarySize: 100, mapSize: 24 };

export function createApp(surroundings: AppSurroundings): App {
  const { timers } = surroundings;
  const frames = createFrameLoop(surroundings.scheduler);
  const settings = createSettingsStore(surroundings.settings);
  const status = createStatusStore();
  const snapshots = createSnapshotHub(frames);

  const first = decodeAddress(surroundings.address.read());
  if (first && !first.ok) status.announce({ code: 'addressWrong', problems: first.problems });
  const experiment = createExperimentStore(first?.ok ? first.value : DEFAULT_EXPERIMENT);

  const rememberedRuns = createRememberedRuns({ experiment, snapshots });

  /** What the worker was told last. */
  let told = experiment.getState();
  let detail = FIRST_DETAIL;
  /** Names the drag, click or entry to which the changes not yet sent belong. */
  let gesture: unknown = null;
  let isReplaced = false;
  const memory = rememberRun();
  /** A worker has died while it trained: the one in its place goes on. */
  let goesOn = false;

  const puller = pullSnapshots({
    frames,
    ask: () => worker.requestSnapshot(detail),
    isVisible: surroundings.isVisible,
    isTraining: () => status.store.getState().worker.trainer === 'training',
  });

  const worker = superviseWorker({
    startWorker: surroundings.startWorker,
    greet: (send) => {
      status.withdraw('workerFailed');
      const now = experiment.getState();
      if (isReplaced || planCommands(told.experiment, now.experiment).some(leavesRun))
        memory.leave(now.revision);
      told = now;
      isReplaced = false;
      const saved = memory.newest();
      if (saved) snapshots.rewind(saved.states.map(({ cursor }) => cursor.epoch));
      else snapshots.clear();
      const { engineChoice, speed } = settings.getState();
      send({
        type: 'experiment/load',
        experiment: told.experiment,
        revision: told.revision,
        choice: engineChoice,
        ...(saved ? { saved } : {}),
      });
      send({ type: 'speed/set', epochsPerSecond: speed });
      if (goesOn && saved) send({ type: 'run/play' });
      goesOn = false;
      puller.want();
    },
    onStatus: (next) => {
      status.setWorker(next);
      puller.want();
    },
    onSnapshot: (snapshot) => {
      rememberedRuns.observe(snapshot);
      snapshots.receive(snapshot);
      const isBehind = snapshot.revision < told.revision;
      // Asked for before the worker had got to the newest change; one that has failed will not get to it.
      if (isBehind && status.store.getState().worker.trainer !== 'failed') puller.want();
      else puller.answered();
    },
    onSaved: memory.receive,
    onDevice: (answer) => device.receive(answer),
    nowMs: timers.now,
    onDeath: (detailText, restarts) => {
      device.abandon(detailText);
      goesOn = status.store.getState().worker.trainer === 'training';
      status.setWorker({
        trainer: restarts ? 'starting' : 'failed',
        engine: null,
        cause: { code: 'engineFailed', detail: detailText },
      });
      if (!restarts) status.withdraw('workerRestarted');
      status.announce(
        restarts
          ? {
              code: 'workerRestarted',
              detail: detailText,
              epoch: memory.newest()?.states[0]?.cursor.epoch ?? null,
            }
          : { code: 'workerFailed', detail: detailText },
      );
    },
  });

  /** Sends what has changed since the last time, as one message; at most once a frame, and before every run command. */
  const sendChanges = (): void => {
    frames.cancel(sendChanges);
    const now = experiment.getState();
    if (now.revision === told.revision) return;
    const commands = planCommands(told.experiment, now.experiment);
    const reset = isReplaced;
    const marked = gesture;
    if (reset || commands.some(leavesRun)) memory.leave(now.revision);
    told = now;
    gesture = null;
    isReplaced = false;
    worker.send({
      type: 'experiment/change',
      experiment: now.experiment,
      revision: now.revision,
      commands,
      ...(now.restores === null ? {} : { restore: now.restores }),
    });
    if (reset) worker.send({ type: 'run/reset' });
    for (const command of commands) {
      if (reset) continue;
      if (command.kind === 'tune') snapshots.mark(command.network, command.changes, marked);
      if (command.kind === 'reinitialize') {
        const { network, layer, draw } = command;
        snapshots.mark(network, [{ field: 'draw', layer, ...draw }], marked);
      }
    }
    puller.want();
  };

  experiment.subscribe((state, before) => {
    if (state.revision === before.revision) return;
    gesture ??= before.past;
    isReplaced ||= isReplacement(before, state);
    frames.request(sendChanges, 'update');
  });

  settings.subscribe((state, before) => {
    if (state.speed !== before.speed) worker.send({ type: 'speed/set', epochsPerSecond: state.speed });
    if (!sameValue(state.engineChoice, before.engineChoice)) {
      sendChanges();
      worker.send({ type: 'engine/choose', choice: state.engineChoice });
      puller.want();
    }
  });

  const reset = (): void => {
    sendChanges();
    memory.leave(told.revision, true);
    worker.send({ type: 'run/reset' });
    puller.want();
  };
  const command = (type: 'run/play' | 'run/pause' | 'run/step' | 'run/epoch') => (): void => {
    sendChanges();
    worker.send({ type });
    puller.want();
  };

  const run: RunCommands = {
    play: command('run/play'),
    pause: command('run/pause'),
    step: command('run/step'),
    epoch: command('run/epoch'),
    reset,
    newSeed: () => {
      const seed = surroundings.randomSeed();
      experiment.getState().change(
        (present) => ({
          ...present,
          networks: present.networks.map((network) => ({ ...network, seed })),
        }),
        'commit',
      );
    },
    open: (next) => {
      if (!openAsChange(next)) run.reset();
    },
    setWeight: (network, parameter, value) => {
      sendChanges();
      const change = describeWeightChange(told.experiment, snapshots.latest(), network, parameter, value);
      worker.send({ type: 'weights/set', network, parameter, value });
      if (change) snapshots.mark(network, [change.mark], change.gesture);
      puller.want();
    },
    continueGently: () => {
      const { cause } = status.store.getState().worker;
      const stopped = cause?.code === 'notFinite' ? cause.network : 0;
      experiment.getState().change((present) => withThirdOfRate(present, stopped), 'commit');
      run.play();
    },
    setDetail: (next) => {
      if (sameValue(detail, next)) return;
      detail = next;
      puller.want();
    },
  };

  /** A change, not a replacement: one undo brings the person's work back. */
  const openAsChange = (next: Experiment): boolean => {
    const { revision, change } = experiment.getState();
    change(() => next, 'commit');
    const isOther = experiment.getState().revision !== revision;
    isReplaced ||= isOther;
    return isOther;
  };

  const device = createDeviceStore(worker.send, run.pause);

  const addressChanged = keepAddress({
    bar: surroundings.address,
    experiment,
    encode: encodeAddress,
    decode: decodeAddress,
    timers,
    onOpened: () => status.withdraw('addressWrong'),
    onWrong: (problems) => {
      status.announce({ code: 'addressWrong', problems });
      openAsChange(DEFAULT_EXPERIMENT);
    },
  });

  return {
    services: {
      experiment,
      status: status.store,
      settings,
      snapshots,
      rememberedRuns: rememberedRuns.store,
      slowFacts: createSlowFacts(snapshots, timers),
      pointer: createPointerStore(),
      device: device.store,
      panels: createPanelStore(),
      frames,
      run,
    },
    start: worker.start,
    addressChanged,
    shown: puller.want,
    stop: worker.stop,
    pageFailed: (detailText) => status.announce({ code: 'pageFailed', detail: detailText }),
  };
}

/** Whether what was saved of a run cannot be gone on from after this: its weights were drawn or set anew. */
function leavesRun({ kind }: Command): boolean {
  return kind === 'rebuild' || kind === 'reinitialize' || kind === 'edit';
}
