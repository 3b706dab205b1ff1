/** Where a key moves the cursor on the boundary; knows no pixels. */
import type { Extent } from '../../domain/dataSets';

export interface Place {
  readonly x1: number;
  readonly x2: number;
}

/** Steps of an arrow key: a tenth on wide axes, a twentieth on those of a gate. Shift takes ten. */
const WIDE_SPAN = 4;
const FAR = 10;

/** The place for `key` from `from` (null: the middle); null for a key that moves nothing. Stays within the axes, on multiples of the step. */
export function moveCursor(key: string, isFar: boolean, from: Place | null, extent: Extent): Place | null {
  const { min, max } = extent;
  const step = max - min >= WIDE_SPAN ? 0.1 : 0.05;
  const middle = (min + max) / 2;
  const { x1, x2 } = from ?? { x1: middle, x2: middle };
  const by = isFar ? step * FAR : step;
  const settle = (x: number): number =>
    Math.min(max, Math.max(min, Number((Math.round(x / step) * step).toFixed(6))));
  switch (key) {
    case 'ArrowLeft':
      return { x1: settle(x1 - by), x2 };
    case 'ArrowRight':
      return { x1: settle(x1 + by), x2 };
    case 'ArrowDown':
      return { x1, x2: settle(x2 - by) };
    case 'ArrowUp':
      return { x1, x2: settle(x2 + by) };
    case 'Home':
      return { x1: min, x2 };
    case 'End':
      return { x1: max, x2 };
    case 'PageUp':
      return { x1, x2: max };
    case 'PageDown':
      return { x1, x2: min };
    default:
      return null;
  }
}
