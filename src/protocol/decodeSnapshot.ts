/** Reads a packed snapshot in place; refuses a buffer that is not one, is cut off, or whose counts contradict its length. */
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

type Header = Record<(typeof HEADER_FIELDS)[number], number>;
type NetworkFields = Record<(typeof NETWORK_FIELDS)[number], number>;

const DOUBLE_BYTES = Float64Array.BYTES_PER_ELEMENT;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The arrays of the result are views of `buffer`, not copies. Throws RangeError where the buffer is not a whole snapshot of this format. */
export function decodeSnapshot(buffer: ArrayBuffer): Snapshot {
  const header = readHeader(buffer);
  const { networks, rowsAt } = readNetworkFields(buffer, header);
  const rowCount = networks.reduce((sum, { fields }) => sum + fields.rowCount, 0);
  const floatsAt = rowsAt + rowCount * METRIC_FIELDS.length * DOUBLE_BYTES;
  const floatCount = networks.reduce((sum, { fields }) => sum + floatCountOf(fields), 0);
  if (floatsAt + floatCount * FLOAT_BYTES !== buffer.byteLength)
    throw new RangeError('the snapshot is longer or shorter than its counts say');

  let rowAt = rowsAt;
  let floatAt = floatsAt;
  const takeFloats = (count: number): Float32Array => {
    const view = new Float32Array(buffer, floatAt, count);
    floatAt += count * FLOAT_BYTES;
    return view;
  };
  const takeRows = (count: number): EpochMetrics[] => {
    const rows = Array.from({ length: count }, (_, row) =>
      readMetrics(buffer, rowAt + row * METRIC_FIELDS.length * DOUBLE_BYTES),
    );
    rowAt += count * METRIC_FIELDS.length * DOUBLE_BYTES;
    return rows;
  };
  return {
    revision: header.revision,
    run: header.run,
    trainer: trainerStateOf(header.trainer),
    stepsPerSecond: header.stepsPerSecond,
    networks: networks.map(({ fields, metrics }): NetworkSnapshot => ({
      epoch: fields.epoch,
      step: fields.step,
      stepInEpoch: fields.stepInEpoch,
      stepsPerEpoch: fields.stepsPerEpoch,
      metrics,
      rows: takeRows(fields.rowCount),
      parameters: takeFloats(fields.parameterCount),
      boundary: takeFloats(fields.boundaryCount),
      boundarySize: fields.boundarySize,
      maps: takeFloats(fields.mapCount),
      mapSize: fields.mapSize,
    })),
  };
}

function readHeader(buffer: ArrayBuffer): Header {
  if (buffer.byteLength < HEADER_FIELDS.length * DOUBLE_BYTES)
    throw new RangeError('too short for a snapshot');
  const header = readFields(buffer, 0, HEADER_FIELDS);
  if (header.magic !== SNAPSHOT_MAGIC) throw new RangeError('not a snapshot');
  if (header.format !== SNAPSHOT_FORMAT) throw new RangeError(`unknown snapshot format ${header.format}`);
  if (header.byteLength !== buffer.byteLength)
    throw new RangeError(`a snapshot of ${header.byteLength} bytes came as ${buffer.byteLength}`);
  checkCount('networks', header.networkCount, SNAPSHOT_LIMITS.networks);
  return header;
}

function readNetworkFields(buffer: ArrayBuffer, header: Header) {
  const stride = (NETWORK_FIELDS.length + METRIC_FIELDS.length) * DOUBLE_BYTES;
  const start = HEADER_FIELDS.length * DOUBLE_BYTES;
  const rowsAt = start + header.networkCount * stride;
  if (rowsAt > buffer.byteLength) throw new RangeError('too short for its networks');
  const networks = Array.from({ length: header.networkCount }, (_, index) => {
    const at = start + index * stride;
    const fields = readFields(buffer, at, NETWORK_FIELDS);
    checkFields(fields);
    return { fields, metrics: readMetrics(buffer, at + NETWORK_FIELDS.length * DOUBLE_BYTES) };
  });
  return { networks, rowsAt };
}

function checkFields(fields: NetworkFields): void {
  const unitSize = fields.mapSize * fields.mapSize;
  checkCount('rows', fields.rowCount, SNAPSHOT_LIMITS.rows);
  checkCount('parameters', fields.parameterCount, SNAPSHOT_LIMITS.parameters);
  checkCount('boundary size', fields.boundarySize, SNAPSHOT_LIMITS.boundarySize);
  checkCount('map size', fields.mapSize, SNAPSHOT_LIMITS.mapSize);
  checkCount('maps', fields.mapCount, SNAPSHOT_LIMITS.units * unitSize);
  if (fields.boundaryCount !== fields.boundarySize * fields.boundarySize)
    throw new RangeError('the boundary does not fit its size');
  if (fields.mapCount > 0 && fields.mapCount % unitSize !== 0)
    throw new RangeError('the maps do not fit their size');
}

function checkCount(name: string, count: number, max: number): void {
  if (!Number.isInteger(count) || count < 0 || count > max)
    throw new RangeError(`${name}: ${count} is not a count from 0 to ${max}`);
}

function floatCountOf({ parameterCount, boundaryCount, mapCount }: NetworkFields): number {
  return parameterCount + boundaryCount + mapCount;
}

function trainerStateOf(index: number) {
  const state = TRAINER_STATES[index];
  if (!state) throw new RangeError(`unknown trainer state ${index}`);
  return state;
}

function readMetrics(buffer: ArrayBuffer, byteOffset: number): EpochMetrics {
  return readFields(buffer, byteOffset, METRIC_FIELDS);
}

/** Float64 numbers from `byteOffset` on, one for each name. */
function readFields<Name extends string>(
  buffer: ArrayBuffer,
  byteOffset: number,
  names: readonly Name[],
): Record<Name, number> {
  const numbers = new Float64Array(buffer, byteOffset, names.length);
  const entries = names.map((name, index): [Name, number] => [name, numbers[index] ?? NaN]);
  // fromEntries forgets the key type; the entries above hold every name once.
  return Object.fromEntries(entries) as Record<Name, number>;
}
