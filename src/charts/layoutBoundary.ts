/** Where the plot of a decision boundary stands and how coordinates map to pixels; paints nothing. */
import { scaleLinear } from 'd3';
import type { ScaleLinear } from 'd3';
import type { BoundaryData, ChartSize } from './chartTypes';

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

/** Room for tick labels, enough for type of up to 18 px. */
const MARGIN_PX = 28;

/** Coordinates [-extent, extent] on both axes, x1 to the right, x2 upwards. */
export function layoutBoundary(extent: number, size: ChartSize): BoundaryLayout {
  const sidePx = Math.max(1, Math.min(size.widthPx, size.heightPx) - MARGIN_PX);
  const leftPx = MARGIN_PX;
  const topPx = 0;
  return {
    leftPx,
    topPx,
    sidePx,
    x: scaleLinear([-extent, extent], [leftPx, leftPx + sidePx]),
    y: scaleLinear([-extent, extent], [topPx + sidePx, topPx]),
    ticks: sidePx >= 160 ? [-extent, -extent / 2, 0, extent / 2, extent] : [-extent, 0, extent],
    pointRadiusPx: Math.max(1.6, Math.min(3, sidePx / 110)),
  };
}

/** Coordinates under a place on the canvas and the prediction there (bilinear between grid points); null outside the plot. */
export function readBoundaryAt(
  data: BoundaryData,
  size: ChartSize,
  xPx: number,
  yPx: number,
): { readonly x1: number; readonly x2: number; readonly value: number } | null {
  const { x, y } = layoutBoundary(data.extent, size);
  const x1 = x.invert(xPx);
  const x2 = y.invert(yPx);
  const { gridSize, extent } = data;
  if (Math.abs(x1) > extent || Math.abs(x2) > extent || gridSize < 2) return null;
  const column = ((x1 + extent) / (2 * extent)) * (gridSize - 1);
  const row = ((extent - x2) / (2 * extent)) * (gridSize - 1);
  const left = Math.min(Math.floor(column), gridSize - 2);
  const top = Math.min(Math.floor(row), gridSize - 2);
  const at = (rowIndex: number, columnIndex: number): number =>
    data.grid[rowIndex * gridSize + columnIndex] ?? Number.NaN;
  const mix = (from: number, to: number, share: number): number => from + (to - from) * share;
  const value = mix(
    mix(at(top, left), at(top, left + 1), column - left),
    mix(at(top + 1, left), at(top + 1, left + 1), column - left),
    row - top,
  );
  return { x1, x2, value };
}
