/** Holds the present Experiment with its undo history. Checks nothing: what comes in from outside has passed `parseExperiment`. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../domain/experiment';
import { sameValue } from '../domain/sameValue';
import type { ExperimentState } from './storeTypes';

export const MAX_HISTORY = 200;

export function createExperimentStore(initial: Experiment): StoreApi<ExperimentState> {
  /** The state to which the next entry of the history leads back; a drag's ticks do not move it. */
  let committed = initial;

  return createStore<ExperimentState>()((set, get) => ({
    experiment: initial,
    revision: 0,
    past: [],
    future: [],

    change: (update, how) => {
      const { experiment, revision, past } = get();
      const next = update(experiment);
      const counted = sameValue(next, experiment) ? {} : { experiment: next, revision: revision + 1 };
      if (how === 'live') {
        set(counted);
        return;
      }
      const before = committed;
      committed = counted.experiment ?? experiment;
      // Dragged away and back again: nothing to undo.
      if (sameValue(before, committed)) set(counted);
      else set({ ...counted, past: [...past, before].slice(-MAX_HISTORY), future: [] });
    },

    replace: (experiment) => {
      committed = experiment;
      set({ experiment, revision: get().revision + 1, past: [], future: [] });
    },

    undo: () => {
      const { experiment, revision, past, future } = get();
      // An uncommitted drag is what is undone first.
      if (!sameValue(experiment, committed)) {
        set({ experiment: committed, revision: revision + 1, past: [...past], future: [experiment] });
        return;
      }
      const previous = past.at(-1);
      if (!previous) return;
      committed = previous;
      set({
        experiment: previous,
        revision: revision + 1,
        past: past.slice(0, -1),
        future: [experiment, ...future],
      });
    },

    redo: () => {
      const { experiment, revision, past, future } = get();
      const [next, ...rest] = future;
      if (!next || !sameValue(experiment, committed)) return;
      committed = next;
      set({
        experiment: next,
        revision: revision + 1,
        past: [...past, experiment].slice(-MAX_HISTORY),
        future: rest,
      });
    },
  }));
}

/** Whether another experiment was opened (`replace`), in contrast to a change or a step in the history. */
export function isReplacement(before: ExperimentState, after: ExperimentState): boolean {
  return before.past !== after.past && after.past.length === 0 && after.future.length === 0;
}
