/** Keeps the newest snapshot, each network's curves of the present run, and the marks on them; tells its listeners once a frame. */
import type { TuneChange } from '../domain/commands';
import { createHistory, type History } from '../domain/history';
import type { EpochMetrics } from '../domain/metrics';
import type { Snapshot } from '../protocol/snapshot';
import type { CurveMark, FrameLoop, SnapshotHub } from './storeTypes';

/** Rows kept of each network's curves: more than a wide screen has pixels to show. */
export const HISTORY_CAPACITY = 2000;
/** Runs whose curves are kept in case the worker takes one up again (undo brings back its weights). */
const MAX_EARLIER_RUNS = 8;
/** Marks kept of each network; the oldest go first. */
export const MAX_MARKS = 100;

export interface SnapshotHubWriter extends SnapshotHub {
  readonly receive: (snapshot: Snapshot) => void;
  /**
   * Marks a change at the network's present epoch. Changes of the same field that share `gesture` (the ticks of one drag) make one mark, from
   * the first value to the last. Before the first step nothing is marked: the run is not changed on the way then.
   */
  readonly mark: (network: number, changes: readonly TuneChange[], gesture: unknown) => void;
  /** Forgets everything: another worker starts from nothing. */
  readonly clear: () => void;
  /** Another worker goes on with the same run, each network from the end of this epoch: what came later has not happened. The picture stays until the next. */
  readonly rewind: (epochs: readonly number[]) => void;
}

interface Curve {
  history: History;
  marks: readonly CurveMark[];
  gestures: readonly unknown[];
}

const NO_ROWS: readonly EpochMetrics[] = [];
const NO_MARKS: readonly CurveMark[] = [];

export function createSnapshotHub(frames: FrameLoop): SnapshotHubWriter {
  let latest: Snapshot | null = null;
  let curves: Curve[] = [];
  /** By run, the present one last. */
  const earlier = new Map<number, Curve[]>();
  const listeners = new Set<() => void>();

  const notify = (): void => {
    for (const listener of [...listeners]) listener();
  };
  /** The run's own curves where it has been here before, else empty ones. */
  const startCurves = (run: number, count: number): void => {
    const known = earlier.get(run);
    curves =
      known?.length === count
        ? known
        : Array.from({ length: count }, () => ({
            history: createHistory(HISTORY_CAPACITY),
            marks: NO_MARKS,
            gestures: [],
          }));
    earlier.delete(run);
    earlier.set(run, curves);
    const [oldest] = earlier.keys();
    if (earlier.size > MAX_EARLIER_RUNS && oldest !== undefined) earlier.delete(oldest);
  };

  return {
    latest: () => latest,
    history: (index) => curves[index]?.history.rows() ?? NO_ROWS,
    marks: (index) => curves[index]?.marks ?? NO_MARKS,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    receive: (snapshot) => {
      if (snapshot.run !== latest?.run || snapshot.networks.length !== curves.length) {
        startCurves(snapshot.run, snapshot.networks.length);
      }
      latest = snapshot;
      for (const [index, network] of snapshot.networks.entries()) {
        const history = curves[index]?.history;
        // A run that goes on from a state saved earlier comes through the same epochs, with the same figures, again.
        const newest = history?.rows().at(-1)?.epoch ?? -1;
        history?.append(network.rows.filter(({ epoch }) => epoch > newest));
      }
      frames.request(notify, 'update');
    },

    mark: (index, changes, gesture) => {
      const curve = curves[index];
      const network = latest?.networks[index];
      if (!curve || !network || network.step === 0) return;
      for (const change of changes) addMark(curve, { epoch: network.epoch, change }, gesture);
      frames.request(notify, 'update');
    },

    clear: () => {
      latest = null;
      curves = [];
      earlier.clear();
      frames.request(notify, 'update');
    },

    rewind: (epochs) => {
      for (const [index, curve] of curves.entries()) {
        const last = epochs[index] ?? 0;
        const rows = curve.history.rows().filter(({ epoch }) => epoch <= last);
        curve.history = createHistory(HISTORY_CAPACITY);
        curve.history.append(rows);
        // A change holds from where the run goes on, however little of it is left.
        curve.marks = curve.marks.map((mark) => ({ ...mark, epoch: Math.min(mark.epoch, last) }));
      }
      frames.request(notify, 'update');
    },
  };
}

function addMark(curve: Curve, mark: CurveMark, gesture: unknown): void {
  const at = curve.marks.findIndex(
    ({ change }, index) =>
      curve.gestures[index] === gesture &&
      change.field === mark.change.field &&
      change.layer === mark.change.layer,
  );
  const first = curve.marks[at];
  if (!first) {
    curve.marks = [...curve.marks, mark].slice(-MAX_MARKS);
    curve.gestures = [...curve.gestures, gesture].slice(-MAX_MARKS);
    return;
  }
  const merged: CurveMark = { epoch: first.epoch, change: { ...first.change, to: mark.change.to } };
  const isUndone = merged.change.from === merged.change.to;
  curve.marks = isUndone ? curve.marks.toSpliced(at, 1) : curve.marks.with(at, merged);
  if (isUndone) curve.gestures = curve.gestures.toSpliced(at, 1);
}
