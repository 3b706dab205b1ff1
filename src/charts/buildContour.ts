/** The region where a grid is at or above a threshold, as closed rings; the rings' run along the frame lies outside the plot, to be clipped. */
import { contours } from 'd3';

/** Ring points as interleaved x, y in grid units: (0, 0) is the first grid point, (gridSize - 1, gridSize - 1) the last. */
export function buildContour(grid: Float32Array, gridSize: number, threshold: number): Float64Array[] {
  if (gridSize < 2 || grid.length < gridSize * gridSize) return [];
  const region = contours()
    .size([gridSize, gridSize])
    // d3 only reads the values by index; its types name number[] alone.
    .contour(grid as unknown as number[], threshold);
  return region.coordinates.flatMap((polygon) =>
    polygon.map((ring) => {
      const points = new Float64Array(ring.length * 2);
      ring.forEach(([x = 0, y = 0], index) => {
        // d3 puts grid point k at k + 0.5.
        points[2 * index] = x - 0.5;
        points[2 * index + 1] = y - 0.5;
      });
      return points;
    }),
  );
}
