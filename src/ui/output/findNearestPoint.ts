/** Finds the point of a data set that lies nearest to a place, if one is within reach. */
import type { DataSet } from '../../domain/dataSet';

export interface NearestPoint {
  readonly index: number;
  readonly isTraining: boolean;
}

/** Looks at training points and, where they are shown, validation points; `reach` is a distance in coordinates. The first of equally near ones wins. */
export function findNearestPoint(
  { points, train, validation }: DataSet,
  showsValidation: boolean,
  x1: number,
  x2: number,
  reach: number,
): NearestPoint | null {
  let nearest: NearestPoint | null = null;
  let least = reach;
  const look = (indices: Uint32Array, isTraining: boolean): void => {
    for (const index of indices) {
      const distance = Math.hypot((points[2 * index] ?? 0) - x1, (points[2 * index + 1] ?? 0) - x2);
      if (distance > least || (nearest && distance === least)) continue;
      least = distance;
      nearest = { index, isTraining };
    }
  };
  look(train, true);
  if (showsValidation) look(validation, false);
  return nearest;
}
