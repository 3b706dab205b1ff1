/** Keeps the curves of runs that have ended, with the experiment that made them, so that later runs can be held against them; bounded, and gone with the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../domain/experiment';
import { createHistory } from '../domain/history';
import type { EpochMetrics } from '../domain/metrics';
import { sameValue } from '../domain/sameValue';
import type { Snapshot } from '../protocol/snapshot';
import type { ExperimentState, RememberedRun, RememberedRunsState, SnapshotHub } from './storeTypes';

/** The oldest run goes when another one comes. */
export const MAX_REMEMBERED_RUNS = 8;
/** Rows kept of each network's curves. */
export const REMEMBERED_ROWS = 400;
/** Experiments kept while the worker has not yet answered to them; a drag makes one each frame. */
const MAX_UNANSWERED = 1000;
/** A person's name for a run is cut here. */
export const MAX_RUN_NAME = 60;

export interface RememberedRunsOptions {
  readonly experiment: StoreApi<ExperimentState>;
  readonly snapshots: Pick<SnapshotHub, 'latest' | 'history' | 'marks'>;
}

export interface RememberedRunsStore {
  readonly store: StoreApi<RememberedRunsState>;
  /** To be called with every snapshot before the hub receives it: the first one of another run ends the present run. */
  readonly observe: (snapshot: Snapshot) => void;
}

/** How the present run was made, as far as it has been trained: what was changed after its last step is not part of it. */
interface Trained {
  readonly experiment: Experiment;
  readonly isTuned: boolean;
}

export function createRememberedRuns({ experiment, snapshots }: RememberedRunsOptions): RememberedRunsStore {
  const first = experiment.getState();
  /** Experiments by revision, oldest first, from the newest one that a snapshot has shown. */
  const byRevision = new Map([[first.revision, first.experiment]]);
  let trained: Trained | null = null;
  /** A remembered run that the worker has taken up again: it is the present one, and keeps its name for later. */
  let resumed: RememberedRun | null = null;
  let lastNumber = 0;

  experiment.subscribe((state) => {
    byRevision.set(state.revision, state.experiment);
    const [oldest] = byRevision.keys();
    if (byRevision.size > MAX_UNANSWERED && oldest !== undefined) byRevision.delete(oldest);
  });

  const change = (id: number, update: (run: RememberedRun) => RememberedRun): void =>
    store.setState(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? update(run) : run)) }));

  const store = createStore<RememberedRunsState>()((set, get) => ({
    runs: [],
    rename: (id, name) => {
      const tidy = name.trim().slice(0, MAX_RUN_NAME);
      change(id, (run) => ({ ...run, name: tidy === '' ? null : tidy }));
    },
    setHidden: (id, isHidden) => change(id, (run) => ({ ...run, isHidden })),
    remove: (id) => set({ runs: get().runs.filter((run) => run.id !== id) }),
    clear: () => set({ runs: [] }),
  }));

  const experimentAt = (revision: number): Experiment => {
    const found = byRevision.get(revision) ?? experiment.getState().experiment;
    // Revisions only grow: what stands before this one is not asked for again.
    for (const known of [...byRevision.keys()]) if (known < revision) byRevision.delete(known);
    return found;
  };

  const remember = (ended: Snapshot, { experiment: made, isTuned }: Trained): void => {
    const curves = ended.networks.map((_, index) => thinCurve(snapshots.history(index)));
    if (!curves.some(tookAnEpoch)) return;
    const { runs } = store.getState();
    const same = runs.find((run) => !run.isTuned && !isTuned && isSameRun(run.experiment, made));
    if (same) {
      // The same numbers again: the longer one says all that the other says.
      if (lastEpoch(curves) > lastEpoch(same.curves))
        change(same.id, (run) => ({ ...run, run: ended.run, curves }));
      return;
    }
    if (!resumed) lastNumber += 1;
    const kept = resumed ?? { id: lastNumber, name: null, isHidden: false };
    const next: RememberedRun = { ...kept, run: ended.run, experiment: made, isTuned, curves };
    store.setState({ runs: [...runs, next].slice(-MAX_REMEMBERED_RUNS) });
  };

  return {
    store,
    observe: (snapshot) => {
      const latest = snapshots.latest();
      const isAnother = latest?.run !== snapshot.run;
      if (latest && isAnother) {
        if (trained) remember(latest, trained);
        const { runs } = store.getState();
        resumed = runs.find(({ run }) => run === snapshot.run) ?? null;
        if (resumed) store.setState({ runs: runs.filter((run) => run !== resumed) });
      }
      const hasMoved = isAnother || countSteps(snapshot) > countSteps(latest);
      const made = experimentAt(snapshot.revision);
      if (!hasMoved) return;
      trained = {
        experiment: made,
        isTuned: isAnother
          ? (resumed?.isTuned ?? false)
          : (trained?.isTuned ?? false) ||
            snapshot.networks.some((_, index) => snapshots.marks(index).length > 0),
      };
    },
  };
}

function thinCurve(rows: readonly EpochMetrics[]): readonly EpochMetrics[] {
  const history = createHistory(REMEMBERED_ROWS);
  history.append(rows);
  return history.rows();
}

const tookAnEpoch = (rows: readonly EpochMetrics[]): boolean => (rows.at(-1)?.epoch ?? 0) >= 1;

const lastEpoch = (curves: RememberedRun['curves']): number =>
  Math.max(0, ...curves.map((rows) => rows.at(-1)?.epoch ?? 0));

const countSteps = (snapshot: Snapshot | null): number =>
  snapshot?.networks.reduce((sum, { step }) => sum + step, 0) ?? 0;

/** Whether two experiments give the same numbers: when to stop and what is shown does not change them. */
function isSameRun(a: Experiment, b: Experiment): boolean {
  return sameValue([a.data, a.inputs, a.networks], [b.data, b.inputs, b.networks]);
}
