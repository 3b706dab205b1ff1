/** The square grid of places at which predictions are looked at. */
import { type Extent, GENERATED_EXTENT } from './dataSets';

/**
 * x1, x2 of `size`² places, interleaved, row by row: row 0 at x2 = extent.max, column 0 at x1 = extent.min, edges included. Each data set has its extent in `DATA_SETS`.
 * `size` is 0 (no places) or a whole number from 2; throws a RangeError on any other.
 */
export function buildGridPoints(size: number, { min, max }: Extent = GENERATED_EXTENT): Float32Array {
  if (!Number.isInteger(size) || size < 0 || size === 1)
    throw new RangeError(`no grid has ${size} points a side`);
  const points = new Float32Array(2 * size * size);
  const offset = (index: number) => ((max - min) * index) / (size - 1);
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      points[at++] = min + offset(column);
      points[at++] = max - offset(row);
    }
  }
  return points;
}
