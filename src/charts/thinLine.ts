/** Reduces a line to about what its pixels can show, keeping every spike: the lowest and the highest value of each column of pixels. */
// Hot loops read arrays within their length, hence `!`.

/** Points of a line as interleaved pixel coordinates x, y; a NaN y is a gap. */
export type LinePoints = Float64Array;

/**
 * `points` ascend by x. Up to `limit` points they are returned as they are; beyond, at most `limit` remain: the first, the last, and of each of
 * (limit - 2) / 2 equal columns between them the lowest and highest in the order in which they come.
 */
export function thinLine(points: LinePoints, limit: number): LinePoints {
  const count = points.length / 2;
  if (count <= limit) return points;
  const columns = Math.max(1, Math.floor((limit - 2) / 2));
  const startPx = points[0]!;
  const columnPx = (points[points.length - 2]! - startPx) / columns;
  const kept = new Float64Array(limit * 2);
  let length = 0;
  const keep = (index: number): void => {
    kept[length] = points[2 * index]!;
    kept[length + 1] = points[2 * index + 1]!;
    length += 2;
  };
  keep(0);
  let next = 1;
  for (let column = 1; column <= columns && next < count - 1; column += 1) {
    const endPx = column === columns ? Infinity : startPx + column * columnPx;
    let lowest = -1;
    let highest = -1;
    let gap = -1;
    for (; next < count - 1 && points[2 * next]! < endPx; next += 1) {
      const value = points[2 * next + 1]!;
      if (Number.isNaN(value)) gap = next;
      else {
        if (lowest < 0 || value < points[2 * lowest + 1]!) lowest = next;
        if (highest < 0 || value > points[2 * highest + 1]!) highest = next;
      }
    }
    if (lowest < 0) {
      if (gap >= 0) keep(gap);
      continue;
    }
    keep(Math.min(lowest, highest));
    if (lowest !== highest) keep(Math.max(lowest, highest));
  }
  keep(count - 1);
  return kept.slice(0, length);
}
