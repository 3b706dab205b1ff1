/** The stores as `app` makes them, with nothing behind them: for tests of components in a browser. The page never uses it. */
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment } from '../domain/experiment';
import { createDeviceStore } from '../store/createDeviceStore';
import { createExperimentStore } from '../store/createExperimentStore';
import { createFrameLoop } from '../store/createFrameLoop';
import { createPanelStore } from '../store/createPanelStore';
import { createPointerStore } from '../store/createPointerStore';
import { createRememberedRuns } from '../store/createRememberedRuns';
import { createSettingsStore } from '../store/createSettingsStore';
import { createSlowFacts } from '../store/createSlowFacts';
import { createSnapshotHub, type SnapshotHubWriter } from '../store/createSnapshotHub';
import { createStatusStore } from '../store/createStatusStore';
import type { AppServices, RunCommands } from '../store/storeTypes';

const now = (): number => performance.now();
const nothing = (): void => undefined;

/** `hub.receive` brings a snapshot to the charts and the slow facts. */
export function createTestServices(
  initial: Experiment = DEFAULT_EXPERIMENT,
  commands: Partial<RunCommands> = {},
): { readonly services: AppServices; readonly hub: SnapshotHubWriter } {
  const frames = createFrameLoop({
    requestFrame: (callback) => void requestAnimationFrame(callback),
    now,
    report: (error) => {
      throw error;
    },
  });
  const hub = createSnapshotHub(frames);
  const timers = {
    now,
    set: (callback: () => void, delayMs: number) => window.setTimeout(callback, delayMs),
    clear: (id: number) => window.clearTimeout(id),
  };
  const experiment = createExperimentStore(initial);
  const services: AppServices = {
    experiment,
    status: createStatusStore().store,
    settings: createSettingsStore({ storage: null, search: '', browserLanguage: 'en' }),
    snapshots: hub,
    rememberedRuns: createRememberedRuns({ experiment, snapshots: hub }).store,
    slowFacts: createSlowFacts(hub, timers),
    pointer: createPointerStore(),
    device: createDeviceStore(nothing, nothing).store,
    panels: createPanelStore(),
    frames,
    run: {
      play: nothing,
      pause: nothing,
      step: nothing,
      epoch: nothing,
      reset: nothing,
      newSeed: nothing,
      open: nothing,
      setWeight: nothing,
      continueGently: nothing,
      setDetail: nothing,
      ...commands,
    },
  };
  return { services, hub };
}
