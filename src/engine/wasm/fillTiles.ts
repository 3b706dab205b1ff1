/**
 * Lays samples out as kernels read them: tiles of a few samples, with a row of lanes for each feature and target.
 *
 * Elements are read with `!` in the loop that runs within training: the callers' arrays hold what the indices ask for.
 */
import type { SampleSet } from '../buildTrainingData';
import { LOOK_SAMPLES } from './buildKernel';

/** A set's columns, each with a number for every sample: its features, then its coded target. */
export type Columns = readonly Float32Array[];

/** `targetOf` codes a class (0 or 1) as the loss wants it. */
export function buildColumns(set: SampleSet, targetOf: (sampleClass: number) => number): Columns {
  const width = set.features.length / set.count;
  const features = Array.from({ length: width }, (_, column) =>
    Float32Array.from({ length: set.count }, (_, sample) => set.features[sample * width + column] ?? NaN),
  );
  return [...features, set.classes.map(targetOf)];
}

/** Room for one batch of tiles: a row for each feature, one for the target, one for a sample's weight in the mean. */
export interface TileShape {
  /** Samples in a tile. */
  readonly samples: number;
  readonly tilesPerBatch: number;
}

/**
 * Fills `tiles` from `offset` (in floats) on with one batch: the samples order[first] to order[first + count - 1], each with weight 1 / count in
 * the mean. Lanes without a sample are all 0.
 */
export function fillBatch(
  tiles: Float32Array,
  offset: number,
  { samples, tilesPerBatch }: TileShape,
  columns: Columns,
  order: Uint32Array,
  first: number,
  count: number,
): void {
  const weight = 1 / count;
  let at = offset;
  for (let tile = 0; tile < tilesPerBatch; tile++) {
    const begin = first + tile * samples;
    const filled = Math.max(0, Math.min(samples, count - tile * samples));
    for (const column of columns) {
      for (let lane = 0; lane < filled; lane++) tiles[at + lane] = column[order[begin + lane]!]!;
      for (let lane = filled; lane < samples; lane++) tiles[at + lane] = 0;
      at += samples;
    }
    for (let lane = 0; lane < samples; lane++) tiles[at + lane] = lane < filled ? weight : 0;
    at += samples;
  }
}

/** Tiles for looking: features `[count, width]` row-major, then a row of targets (0 where there are none). Lanes past the end are 0. */
export function buildLookTiles(
  features: Float32Array,
  count: number,
  targets: Float32Array | null,
): Float32Array {
  const width = features.length / count;
  const tileLength = (width + 1) * LOOK_SAMPLES;
  const tiles = new Float32Array(Math.ceil(count / LOOK_SAMPLES) * tileLength);
  for (let sample = 0; sample < count; sample++) {
    const start = Math.floor(sample / LOOK_SAMPLES) * tileLength + (sample % LOOK_SAMPLES);
    for (let row = 0; row < width; row++)
      tiles[start + row * LOOK_SAMPLES] = features[sample * width + row] ?? 0;
    if (targets) tiles[start + width * LOOK_SAMPLES] = targets[sample] ?? 0;
  }
  return tiles;
}
