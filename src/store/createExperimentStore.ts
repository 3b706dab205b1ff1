/** Holds the present Experiment with its undo history, and weights set by hand where they belong when the shape changes. Checks nothing: what comes in from outside has passed `parseExperiment`. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { fitEdits } from '../domain/editWeights';
import type { Experiment } from '../domain/experiment';
import { sameValue } from '../domain/sameValue';
import type { ExperimentState } from './storeTypes';

export const MAX_HISTORY = 200;

export function createExperimentStore(initial: Experiment): StoreApi<ExperimentState> {
  /** The state to which the next entry of the history leads back; a drag's ticks do not move it. */
  let committed = initial;
  /** The revision at which it was last the present one; and of each entry of the history, beside it. */
  let committedRevision = 0;
  let pastRevisions: readonly number[] = [];
  let futureRevisions: readonly number[] = [];

  return createStore<ExperimentState>()((set, get) => ({
    experiment: initial,
    revision: 0,
    restores: null,
    past: [],
    future: [],

    change: (update, how) => {
      const { experiment, revision, past } = get();
      const next = fitEdits(experiment, update(experiment));
      const counted = sameValue(next, experiment)
        ? {}
        : { experiment: next, revision: revision + 1, restores: null };
      if (how === 'live') {
        set(counted);
        return;
      }
      const before = committed;
      const beforeRevision = committedRevision;
      committed = counted.experiment ?? experiment;
      committedRevision = counted.revision ?? revision;
      // Dragged away and back again: nothing to undo.
      if (sameValue(before, committed)) {
        set(counted);
        return;
      }
      pastRevisions = [...pastRevisions, beforeRevision].slice(-MAX_HISTORY);
      futureRevisions = [];
      set({ ...counted, past: [...past, before].slice(-MAX_HISTORY), future: [] });
    },

    replace: (experiment) => {
      const revision = get().revision + 1;
      committed = experiment;
      committedRevision = revision;
      pastRevisions = [];
      futureRevisions = [];
      set({ experiment, revision, restores: null, past: [], future: [] });
    },

    undo: () => {
      const { experiment, revision, past, future } = get();
      // An uncommitted drag is what is undone first.
      if (!sameValue(experiment, committed)) {
        const restores = committedRevision;
        committedRevision = revision + 1;
        futureRevisions = [revision];
        set({
          experiment: committed,
          revision: revision + 1,
          restores,
          past: [...past],
          future: [experiment],
        });
        return;
      }
      const previous = past.at(-1);
      if (!previous) return;
      const restores = pastRevisions.at(-1) ?? null;
      committed = previous;
      committedRevision = revision + 1;
      pastRevisions = pastRevisions.slice(0, -1);
      futureRevisions = [revision, ...futureRevisions];
      set({
        experiment: previous,
        revision: revision + 1,
        restores,
        past: past.slice(0, -1),
        future: [experiment, ...future],
      });
    },

    redo: () => {
      const { experiment, revision, past, future } = get();
      const [next, ...rest] = future;
      if (!next || !sameValue(experiment, committed)) return;
      const [restores = null, ...restRevisions] = futureRevisions;
      committed = next;
      committedRevision = revision + 1;
      pastRevisions = [...pastRevisions, revision].slice(-MAX_HISTORY);
      futureRevisions = restRevisions;
      set({
        experiment: next,
        revision: revision + 1,
        restores,
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
