/** How a snapshot lies in its one buffer: what `encodeSnapshot` and `decodeSnapshot` must agree on, with the limits both hold to. */
import type { EpochMetrics } from '../domain/metrics';

/**
 * The buffer, in order: the header's fields, then each network's fields, then each network's rows (all float64), then each
 * network's parameters, boundary and maps (float32). Float64 first, so that every array is aligned without padding.
 */
export const HEADER_FIELDS = [
  'magic',
  'format',
  'byteLength',
  'revision',
  'run',
  'trainer',
  'stepsPerSecond',
  'networkCount',
] as const;

export const METRIC_FIELDS = [
  'epoch',
  'step',
  'samples',
  'seconds',
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
] as const satisfies readonly (keyof EpochMetrics)[];

/** A network's numbers before its arrays; its last metrics (`METRIC_FIELDS`) follow them. */
export const NETWORK_FIELDS = [
  'epoch',
  'step',
  'stepInEpoch',
  'stepsPerEpoch',
  'rowCount',
  'parameterCount',
  'boundarySize',
  'boundaryCount',
  'mapSize',
  'mapCount',
] as const;

/** 'NEUR' in ASCII: tells a snapshot from any other buffer. */
export const SNAPSHOT_MAGIC = 0x4e455552;
/** Counts up when the layout changes. */
export const SNAPSHOT_FORMAT = 1;

/** The most that one snapshot may hold; more is refused on both sides. */
export const SNAPSHOT_LIMITS = {
  networks: 64,
  rows: 65_536,
  parameters: 16_777_216,
  /** Points a side. */
  boundarySize: 1024,
  mapSize: 256,
  /** Units whose maps are carried, all layers together. */
  units: 8192,
} as const;
