/** The square grid of places at which predictions are looked at. */
import { DOMAIN_EXTENT } from './limits';

/**
 * x1, x2 of `size`² places, interleaved, row by row: row 0 at x2 = +DOMAIN_EXTENT, column 0 at x1 = -DOMAIN_EXTENT, edges included.
 * `size` is 0 (no places) or a whole number from 2; throws a RangeError on any other.
 */
export function buildGridPoints(size: number): Float32Array {
  if (!Number.isInteger(size) || size < 0 || size === 1)
    throw new RangeError(`no grid has ${size} points a side`);
  const points = new Float32Array(2 * size * size);
  const offset = (index: number) => (2 * DOMAIN_EXTENT * index) / (size - 1);
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      points[at++] = offset(column) - DOMAIN_EXTENT;
      points[at++] = DOMAIN_EXTENT - offset(row);
    }
  }
  return points;
}
