/** Keeps looking from taking more than a fifth of the time while training: coarser grids first, then rarer answers. Knows no clock of its own. */
import type { SnapshotRequest } from '../protocol/messages';

/** At a fifth of the time this gives 25 snapshots a second. */
const TARGET_MS = 8;
/** A snapshot's cost, then four times as long without one. */
const REST_FACTOR = 4;
/** Nobody waits longer than this for a picture, even where one look takes more than a fifth of that. */
const LONGEST_REST_MS = 1000;
/** Shares of the asked size that are used: few, so that charts do not change their grid at every frame. */
const SCALES = [1, 0.7, 0.5, 0.35, 0.25];
const MIN_BOUNDARY_SIZE = 25;
const MIN_MAP_SIZE = 10;
/** How much of a new measurement enters the estimate. */
const BLEND = 0.3;

export interface SnapshotBudget {
  /** Milliseconds until the next snapshot may be taken while training; 0 when it may. */
  measureWaitMs(nowMs: number): number;
  /** The sizes to look with: as asked at rest, coarser while training if need be. */
  fit(request: SnapshotRequest, isTraining: boolean): SnapshotRequest;
  /** A snapshot with the sizes `fit` gave for `request` was taken. One at rest takes nothing from training, so that none is waited for after it. */
  settle(
    request: SnapshotRequest,
    used: SnapshotRequest,
    startMs: number,
    endMs: number,
    isTraining: boolean,
  ): void;
  /** Another engine or network: what a snapshot costs is not known. */
  forget(): void;
}

export function createSnapshotBudget(): SnapshotBudget {
  /** What a snapshot of the sizes asked for would cost; null when not known. */
  let fullCostMs: number | null = null;
  /** The first look compiles and warms up: what it cost is no measure of the next. */
  let isFirst = true;
  let freeFromMs = -Infinity;
  return {
    measureWaitMs: (nowMs) => Math.max(0, freeFromMs - nowMs),
    fit: (request, isTraining) => {
      if (!isTraining || fullCostMs === null) return request;
      const cost = fullCostMs;
      const scale = SCALES.find((share) => cost * share * share <= TARGET_MS) ?? 0.25;
      return {
        boundarySize: coarsen(request.boundarySize, scale, MIN_BOUNDARY_SIZE),
        mapSize: coarsen(request.mapSize, scale, MIN_MAP_SIZE),
      };
    },
    settle: (request, used, startMs, endMs, isTraining) => {
      const costMs = endMs - startMs;
      const share = countPoints(used) / Math.max(1, countPoints(request));
      const full = share > 0 ? costMs / share : costMs;
      if (isFirst) {
        isFirst = false;
        return;
      }
      fullCostMs = fullCostMs === null ? full : fullCostMs + BLEND * (full - fullCostMs);
      if (isTraining) freeFromMs = endMs + Math.min(LONGEST_REST_MS, REST_FACTOR * costMs);
    },
    forget: () => {
      fullCostMs = null;
      isFirst = true;
      freeFromMs = -Infinity;
    },
  };
}

/** Never more than asked, and 0 stays 0. */
function coarsen(size: number, scale: number, min: number): number {
  return Math.min(size, Math.max(min, Math.round(size * scale)));
}

function countPoints({ boundarySize, mapSize }: SnapshotRequest): number {
  return boundarySize * boundarySize + mapSize * mapSize;
}
