/** Joins the rooms: fills the stores from the address, keeps worker, address and stores in step, and offers what the transport does. Touches no DOM. */
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import { planCommands } from '../domain/planCommands';
import { sameValue } from '../domain/sameValue';
import { decodeAddress } from '../io/decodeAddress';
import { encodeAddress } from '../io/encodeAddress';
import type { SnapshotRequest } from '../protocol/messages';
import { createExperimentStore, isReplacement } from '../store/createExperimentStore';
import { createFrameLoop, type FrameScheduler } from '../store/createFrameLoop';
import { createSettingsStore, type SettingsSurroundings } from '../store/createSettingsStore';
import { createSlowFacts } from '../store/createSlowFacts';
import { createSnapshotHub } from '../store/createSnapshotHub';
import { createStatusStore } from '../store/createStatusStore';
import type { Timers } from '../store/createThrottle';
import type { AppServices, RunCommands } from '../store/storeTypes';
import { keepAddress, type AddressBar } from './keepAddress';
import { pullSnapshots } from './pullSnapshots';
import { superviseWorker, type WorkerPort } from './superviseWorker';

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

  /** What the worker was told last. */
  let told = experiment.getState();
  let detail = FIRST_DETAIL;
  /** Names the drag, click or entry to which the changes not yet sent belong. */
  let gesture: unknown = null;
  let isReplaced = false;

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
      told = experiment.getState();
      isReplaced = false;
      const { engineChoice, speed } = settings.getState();
      send({
        type: 'experiment/load',
        experiment: told.experiment,
        revision: told.revision,
        choice: engineChoice,
      });
      send({ type: 'speed/set', epochsPerSecond: speed });
      puller.want();
    },
    onStatus: (next) => {
      status.setWorker(next);
      puller.want();
    },
    onSnapshot: (snapshot) => {
      snapshots.receive(snapshot);
      const isBehind = snapshot.revision < told.revision;
      // Asked for before the worker had got to the newest change; one that has failed will not get to it.
      if (isBehind && status.store.getState().worker.trainer !== 'failed') puller.want();
      else puller.answered();
    },
    onDeath: (detailText, restarts) => {
      snapshots.clear();
      status.setWorker({
        trainer: restarts ? 'starting' : 'failed',
        engine: null,
        cause: { code: 'engineFailed', detail: detailText },
      });
      if (!restarts) status.withdraw('workerRestarted');
      status.announce({ code: restarts ? 'workerRestarted' : 'workerFailed', detail: detailText });
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
    told = now;
    gesture = null;
    isReplaced = false;
    worker.send({
      type: 'experiment/change',
      experiment: now.experiment,
      revision: now.revision,
      commands,
    });
    if (reset) worker.send({ type: 'run/reset' });
    for (const command of commands) {
      if (command.kind === 'tune' && !reset) snapshots.mark(command.network, command.changes, marked);
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

  const command = (type: 'run/play' | 'run/pause' | 'run/step' | 'run/epoch' | 'run/reset') => (): void => {
    sendChanges();
    worker.send({ type });
    puller.want();
  };

  const run: RunCommands = {
    play: command('run/play'),
    pause: command('run/pause'),
    step: command('run/step'),
    epoch: command('run/epoch'),
    reset: command('run/reset'),
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
    setDetail: (next) => {
      if (sameValue(detail, next)) return;
      detail = next;
      puller.want();
    },
  };

  const addressChanged = keepAddress({
    bar: surroundings.address,
    experiment,
    encode: encodeAddress,
    decode: decodeAddress,
    timers,
    onOpened: () => status.withdraw('addressWrong'),
    onWrong: (problems) => {
      status.announce({ code: 'addressWrong', problems });
      // A change, not a replacement: one undo brings the person's work back.
      const { revision, change } = experiment.getState();
      change(() => DEFAULT_EXPERIMENT, 'commit');
      isReplaced ||= experiment.getState().revision !== revision;
    },
  });

  return {
    services: {
      experiment,
      status: status.store,
      settings,
      snapshots,
      slowFacts: createSlowFacts(snapshots, timers),
      frames,
      run,
    },
    start: worker.start,
    addressChanged,
    shown: puller.want,
    stop: worker.stop,
  };
}
