/** Keeps the newest snapshot, each network's curves of the present run, and the marks on them; tells its listeners once a frame. */
import type { TuneChange } from '../domain/commands';
import { createHistory, type History } from '../domain/history';
import type { EpochMetrics } from '../domain/metrics';
import type { Snapshot } from '../protocol/snapshot';
import type { CurveMark, FrameLoop, SnapshotHub } from './storeTypes';

/** Rows kept of each network's curves: more than a wide screen has pixels to show. */
export const HISTORY_CAPACITY = 2000;
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
}

interface Curve {
  readonly history: History;
  marks: readonly CurveMark[];
  gestures: readonly unknown[];
}

const NO_ROWS: readonly EpochMetrics[] = [];
const NO_MARKS: readonly CurveMark[] = [];

export function createSnapshotHub(frames: FrameLoop): SnapshotHubWriter {
  let latest: Snapshot | null = null;
  let curves: Curve[] = [];
  const listeners = new Set<() => void>();

  const notify = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const startCurves = (count: number): void => {
    curves = Array.from({ length: count }, () => ({
      history: createHistory(HISTORY_CAPACITY),
      marks: NO_MARKS,
      gestures: [],
    }));
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
        startCurves(snapshot.networks.length);
      }
      latest = snapshot;
      for (const [index, network] of snapshot.networks.entries()) curves[index]?.history.append(network.rows);
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
