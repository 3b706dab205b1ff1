/** Packs a snapshot into one buffer that can be transferred; refuses one that is larger than `SNAPSHOT_LIMITS` or contradicts itself. */
import type { EpochMetrics } from '../domain/metrics';
import { TRAINER_STATES } from './messages';
import type { NetworkSnapshot, Snapshot } from './snapshot';
import {
  HEADER_FIELDS,
  METRIC_FIELDS,
  NETWORK_FIELDS,
  SNAPSHOT_FORMAT,
  SNAPSHOT_LIMITS,
  SNAPSHOT_MAGIC,
} from './snapshotLayout';

/** Throws RangeError for a snapshot beyond the limits, or with arrays that do not fit their sizes. Copies every array once. */
export function encodeSnapshot(snapshot: Snapshot): ArrayBuffer {
  snapshot.networks.forEach(checkNetwork);
  if (snapshot.networks.length > SNAPSHOT_LIMITS.networks) throw new RangeError('too many networks');

  const doubleCount =
    HEADER_FIELDS.length +
    snapshot.networks.reduce(
      (sum, { rows }) => sum + NETWORK_FIELDS.length + METRIC_FIELDS.length * (1 + rows.length),
      0,
    );
  const floatCount = snapshot.networks.reduce(
    (sum, { parameters, boundary, maps }) => sum + parameters.length + boundary.length + maps.length,
    0,
  );
  const byteLength =
    doubleCount * Float64Array.BYTES_PER_ELEMENT + floatCount * Float32Array.BYTES_PER_ELEMENT;
  const buffer = new ArrayBuffer(byteLength);
  writeDoubles(snapshot, new Float64Array(buffer, 0, doubleCount), byteLength);
  writeFloats(snapshot, new Float32Array(buffer, doubleCount * Float64Array.BYTES_PER_ELEMENT, floatCount));
  return buffer;
}

function writeDoubles(snapshot: Snapshot, doubles: Float64Array, byteLength: number): void {
  const header: Record<(typeof HEADER_FIELDS)[number], number> = {
    magic: SNAPSHOT_MAGIC,
    format: SNAPSHOT_FORMAT,
    byteLength,
    revision: snapshot.revision,
    run: snapshot.run,
    trainer: TRAINER_STATES.indexOf(snapshot.trainer),
    stepsPerSecond: snapshot.stepsPerSecond,
    networkCount: snapshot.networks.length,
  };
  let at = 0;
  for (const field of HEADER_FIELDS) doubles[at++] = header[field];
  for (const network of snapshot.networks) {
    const fields: Record<(typeof NETWORK_FIELDS)[number], number> = {
      epoch: network.epoch,
      step: network.step,
      stepInEpoch: network.stepInEpoch,
      stepsPerEpoch: network.stepsPerEpoch,
      rowCount: network.rows.length,
      parameterCount: network.parameters.length,
      boundarySize: network.boundarySize,
      boundaryCount: network.boundary.length,
      mapSize: network.mapSize,
      mapCount: network.maps.length,
    };
    for (const field of NETWORK_FIELDS) doubles[at++] = fields[field];
    at = writeMetrics(network.metrics, doubles, at);
  }
  for (const { rows } of snapshot.networks) for (const row of rows) at = writeMetrics(row, doubles, at);
}

function writeMetrics(metrics: EpochMetrics, doubles: Float64Array, start: number): number {
  let at = start;
  for (const field of METRIC_FIELDS) doubles[at++] = metrics[field];
  return at;
}

function writeFloats(snapshot: Snapshot, floats: Float32Array): void {
  let at = 0;
  for (const { parameters, boundary, maps } of snapshot.networks)
    for (const array of [parameters, boundary, maps]) {
      floats.set(array, at);
      at += array.length;
    }
}

function checkNetwork(network: NetworkSnapshot): void {
  const { rows, parameters, boundary, boundarySize, maps, mapSize } = network;
  if (rows.length > SNAPSHOT_LIMITS.rows) throw new RangeError(`too many rows: ${rows.length}`);
  if (parameters.length > SNAPSHOT_LIMITS.parameters)
    throw new RangeError(`too many parameters: ${parameters.length}`);
  if (boundarySize > SNAPSHOT_LIMITS.boundarySize || boundary.length !== boundarySize * boundarySize)
    throw new RangeError(`${boundary.length} boundary values do not fit a side of ${boundarySize}`);
  const unitSize = mapSize * mapSize;
  if (
    mapSize > SNAPSHOT_LIMITS.mapSize ||
    maps.length > SNAPSHOT_LIMITS.units * unitSize ||
    (maps.length > 0 && maps.length % unitSize !== 0)
  )
    throw new RangeError(`${maps.length} map values do not fit a side of ${mapSize}`);
}
