/** Which jobs a look consists of, and where each leaves its numbers; sizes and places only. */
import type { ReadRequest, SetMetrics } from '../trainer';
import { JOB_WORDS, LOOK } from './memberLayout';
import { MAX_JOBS, rowsPerGroup } from './renderLook';
import type { LookShape } from './renderLook';

export interface LookPlan {
  /** The jobs' words for the GPU. */
  readonly words: Uint32Array<ArrayBuffer>;
  /** Workgroups of all jobs, for one network. */
  readonly groups: number;
  /** Floats that one network's look leaves. */
  readonly outLength: number;
  readonly train: SetJob | null;
  readonly validation: SetJob | null;
  readonly boundary: RowsJob;
  readonly maps: RowsJob;
}

/** Partial sums: a pair (losses, right) for each workgroup. */
interface SetJob {
  readonly at: number;
  readonly groups: number;
  readonly count: number;
}

interface RowsJob {
  readonly at: number;
  readonly length: number;
}

export interface LookSizes {
  readonly trainCount: number;
  readonly validationCount: number;
  readonly hiddenUnits: number;
}

const NEVER = 0xffffffff;

/** Rows of the grid buffer: the boundary's grid, then the maps', which is the same one where sizes are equal. */
export const gridSizesOf = ({ boundarySize, mapSize }: ReadRequest): readonly number[] =>
  [...new Set([boundarySize, mapSize])].filter((size) => size > 0);

export function planLook(request: ReadRequest, sizes: LookSizes, shape: LookShape): LookPlan {
  const { metrics, boundarySize, mapSize } = request;
  const words = new Uint32Array(MAX_JOBS * JOB_WORDS).fill(NEVER);
  let number = 0;
  let groups = 0;
  let out = 0;
  const addJob = (kind: number, count: number, firstRow: number, length: (groups: number) => number) => {
    const own = Math.ceil(count / rowsPerGroup(shape));
    const job = { at: out, groups: own, count, length: length(own) };
    words.set([groups, count, firstRow, out, kind, 0, 0, 0], number * JOB_WORDS);
    number += 1;
    groups += own;
    out += job.length;
    return job;
  };
  const nothing: RowsJob = { at: 0, length: 0 };
  const train = metrics ? addJob(LOOK.metrics, sizes.trainCount, 0, (own) => 2 * own) : null;
  const validation = metrics
    ? addJob(LOOK.metrics, sizes.validationCount, sizes.trainCount, (own) => 2 * own)
    : null;
  const boundaryRows = boundarySize * boundarySize;
  const mapRows = mapSize * mapSize;
  const boundary = boundaryRows > 0 ? addJob(LOOK.boundary, boundaryRows, 0, () => boundaryRows) : nothing;
  const mapsFirst = boundarySize === mapSize ? 0 : boundaryRows;
  const maps =
    mapRows > 0 && sizes.hiddenUnits > 0
      ? addJob(LOOK.maps, mapRows, mapsFirst, () => sizes.hiddenUnits * mapRows)
      : nothing;
  // Word 5 of every job in use: the length of all that one network leaves.
  for (let job = 0; job < number; job++) words[job * JOB_WORDS + 5] = out;
  return { words, groups, outLength: out, train, validation, boundary, maps };
}

/** Adds partial sums up in float64. Null where metrics were not asked for. */
export function readMetrics({ train, validation }: LookPlan, seen: Float32Array): SetMetrics | null {
  if (!train || !validation) return null;
  const mean = ({ at, groups, count }: SetJob, offset: number) => {
    let sum = 0;
    for (let group = 0; group < groups; group++) sum += seen[at + 2 * group + offset] ?? NaN;
    return sum / count;
  };
  return {
    loss: mean(train, 0),
    accuracy: mean(train, 1),
    valLoss: mean(validation, 0),
    valAccuracy: mean(validation, 1),
  };
}

export const partOf = (seen: Float32Array, { at, length }: RowsJob): Float32Array =>
  seen.slice(at, at + length);
