/** Gives React the numbers of the newest snapshot at a pace it can render: at most ten times a second, and always the last one. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Snapshot } from '../protocol/snapshot';
import { createThrottle, type Timers } from './createThrottle';
import type { SlowFacts, SnapshotHub } from './storeTypes';

export const SLOW_INTERVAL_MS = 100;

export function createSlowFacts(hub: SnapshotHub, timers: Timers): StoreApi<SlowFacts> {
  const store = createStore<SlowFacts>()(() => ({
    stepsPerSecond: 0,
    trainer: 'starting',
    revision: 0,
    run: 0,
    perNetwork: [],
  }));
  const update = createThrottle(
    () => {
      const snapshot = hub.latest();
      if (snapshot) store.setState(pickFacts(snapshot), true);
    },
    SLOW_INTERVAL_MS,
    timers,
  );
  hub.subscribe(update);
  return store;
}

function pickFacts({ stepsPerSecond, trainer, revision, run, networks }: Snapshot): SlowFacts {
  return {
    stepsPerSecond,
    trainer,
    revision,
    run,
    perNetwork: networks.map(({ epoch, step, stepInEpoch, stepsPerEpoch, metrics }) => ({
      epoch,
      step,
      stepInEpoch,
      stepsPerEpoch,
      metrics,
    })),
  };
}
