/** Where the plot of a decision boundary stands and how coordinates map to pixels; paints nothing. */
import { scaleLinear } from 'd3';
import type { ScaleLinear } from 'd3';
import type { Extent } from '../domain/dataSets';
import type { ChartSize } from './chartTypes';

export interface BoundaryLayout {
  readonly leftPx: number;
  readonly topPx: number;
  /** The plot is a square: both axes have one scale. */
  readonly sidePx: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** Radius of a training point. */
  readonly pointRadiusPx: number;
}

/** Room for tick labels at the left and below, enough for type of up to 18 px; labels with a fraction are wider. */
export const boundaryMarginPx = ({ min, max }: Extent): number =>
  Number.isInteger(min) && Number.isInteger(max) ? 28 : 38;
/** Up to so many points there is room for large ones. */
const FEW_POINTS = 8;

/** Coordinates of `extent` on both axes, x1 to the right, x2 upwards; points are larger where there are few. */
export function layoutBoundary({ min, max }: Extent, size: ChartSize, pointCount = Infinity): BoundaryLayout {
  const marginPx = boundaryMarginPx({ min, max });
  const sidePx = Math.max(1, Math.min(size.widthPx, size.heightPx) - marginPx);
  const leftPx = marginPx;
  const topPx = 0;
  return {
    leftPx,
    topPx,
    sidePx,
    x: scaleLinear([min, max], [leftPx, leftPx + sidePx]),
    y: scaleLinear([min, max], [topPx + sidePx, topPx]),
    ticks: (sidePx >= 160 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1]).map((share) => min + share * (max - min)),
    pointRadiusPx: Math.max(1.6, Math.min(3, sidePx / 110)) * (pointCount <= FEW_POINTS ? 2.2 : 1),
  };
}
