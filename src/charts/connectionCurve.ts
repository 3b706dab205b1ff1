/** The curve of a connection as points and distances, for pointing at it; paints nothing. The curve is the cubic of `connectionPath`. */
import type { ConnectionPath } from './layoutNetwork';

export interface CurvePoint {
  readonly xPx: number;
  readonly yPx: number;
}

/** Both control points lie at `bendXPx`, level with their ends: x = (1-t)³ x₀ + 3t(1-t) b + t³ x₁, y = y₀ + (y₁ - y₀)(3t² - 2t³). `t` from 0 to 1. */
export function pointOnConnection(path: ConnectionPath, t: number): CurvePoint {
  const { fromXPx, fromYPx, bendXPx, toXPx, toYPx } = path;
  const rest = 1 - t;
  return {
    xPx: rest ** 3 * fromXPx + 3 * t * rest * bendXPx + t ** 3 * toXPx,
    yPx: fromYPx + (toYPx - fromYPx) * t * t * (3 - 2 * t),
  };
}

/** Halvings of the search for t: 2⁻²⁴ of a width of any screen is far below a pixel. */
const HALVINGS = 24;

/**
 * Distance in pixels from a point to the curve; Infinity left of its start and right of its end. x grows with t, so one t belongs to each x; the distance is
 * the vertical one times the cosine of the slope there: that of the tangent, exact where the curve is straight and good near it.
 */
export function distanceToConnection(path: ConnectionPath, xPx: number, yPx: number): number {
  const { fromXPx, fromYPx, bendXPx, toXPx, toYPx } = path;
  if (xPx < fromXPx || xPx > toXPx || toXPx <= fromXPx) return Infinity;
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (pointOnConnection(path, middle).xPx < xPx) low = middle;
    else high = middle;
  }
  const t = (low + high) / 2;
  const rise = (toYPx - fromYPx) * 6 * t * (1 - t);
  const run = 3 * ((1 - t) ** 2 * (bendXPx - fromXPx) + t ** 2 * (toXPx - bendXPx));
  return (Math.abs(yPx - pointOnConnection(path, t).yPx) * run) / Math.hypot(rise, run);
}
