/** Geometry of small histograms, one a layer, on one symmetric axis; paints nothing. */
import type { ChartSize, HistogramBin, HistogramsData } from './chartTypes';
import { stickyCeil } from './niceBounds';

export interface HistogramsLayout {
  /** The common axis is [-extent, extent]. */
  readonly extent: number;
  readonly cells: readonly HistogramCell[];
  /** Radius of the dots of all layers that are drawn as dots. */
  readonly dotRadiusPx: number;
  readonly dotPitchPx: number;
}

export interface HistogramCell {
  readonly label: string;
  readonly leftPx: number;
  readonly widthPx: number;
  readonly topPx: number;
  /** Height of the tallest bar; above it stands what it counts. */
  readonly barHeightPx: number;
  /** Bars and dots stand on this. */
  readonly baseYPx: number;
  readonly kind: 'dots' | 'bars';
  /** Values in each bin; equal bins over the common axis. */
  readonly counts: readonly number[];
  readonly peak: number;
}

/** Fewer values than this are dots, each one value. */
export const DOTS_BELOW = 20;
const MIN_BARS = 10;
const MAX_BARS = 30;
/** Quartiles are taken from about this many of the values: a bin count needs no more. */
const QUARTILE_SAMPLE = 256;
const CELL_GAP_PX = 10;
const CELL_MIN_PX = 100;
const CELL_MAX_PX = 240;
const SINGLE_CELL_MAX_PX = 640;
const DOT_PITCH_PX = 9;
const DOT_BIN_PX = 8;
const DEFAULT_FONT_PX = 12.5;

/** Height in CSS pixels that the histograms need at a width; at least one row, also where there is no layer yet. */
export function measureHistograms(
  data: HistogramsData,
  widthPx: number,
  fontSizePx = DEFAULT_FONT_PX,
): number {
  const { rows, rowHeightPx } = arrange(data.layers.length, widthPx, fontSizePx);
  return Math.ceil(rows * rowHeightPx);
}

/** `previousExtent` is the axis' end in the draw before, kept while it suits. */
export function layoutHistograms(
  data: HistogramsData,
  size: ChartSize,
  fontSizePx: number,
  previousExtent: number | null = null,
): HistogramsLayout {
  const { columns, cellWidthPx, rowHeightPx, plotHeightPx } = arrange(
    data.layers.length,
    size.widthPx,
    fontSizePx,
  );
  let largest = 0;
  for (const { values } of data.layers)
    for (const value of values) {
      const magnitude = Math.abs(value);
      if (magnitude > largest && magnitude < Infinity) largest = magnitude;
    }
  const extent = largest === 0 ? (previousExtent ?? 1) : stickyCeil(largest, previousExtent);
  let dotPeak = 1;
  const cells = data.layers.map(({ label, values }, index): HistogramCell => {
    const topPx = Math.floor(index / columns) * rowHeightPx + 2;
    const kind = values.length < DOTS_BELOW ? 'dots' : 'bars';
    const bins = kind === 'dots' ? dotBins(cellWidthPx) : barBins(values, extent);
    const counts = countBins(values, extent, bins);
    const peak = Math.max(0, ...counts);
    if (kind === 'dots') dotPeak = Math.max(dotPeak, peak);
    return {
      label,
      leftPx: (index % columns) * (cellWidthPx + CELL_GAP_PX),
      widthPx: cellWidthPx,
      topPx,
      barHeightPx: plotHeightPx - fontSizePx * 1.15,
      baseYPx: topPx + plotHeightPx,
      kind,
      counts,
      peak,
    };
  });
  const dotPitchPx = Math.min(DOT_PITCH_PX, (plotHeightPx - 3) / dotPeak);
  return { extent, cells, dotPitchPx, dotRadiusPx: Math.max(1.2, Math.min(3.6, dotPitchPx * 0.44)) };
}

/** The bin under a place; null beside the cells. */
export function findBinAt(layout: HistogramsLayout, xPx: number, yPx: number): HistogramBin | null {
  const layer = layout.cells.findIndex(
    (cell) =>
      xPx >= cell.leftPx && xPx < cell.leftPx + cell.widthPx && yPx >= cell.topPx && yPx <= cell.baseYPx,
  );
  const cell = layout.cells[layer];
  if (!cell) return null;
  const bins = cell.counts.length;
  return { layer, bin: Math.min(bins - 1, Math.floor(((xPx - cell.leftPx) / cell.widthPx) * bins)) };
}

/** A bin's range of weights and how many it holds; null where the layout has no such bin. */
export function readBin(
  layout: HistogramsLayout,
  { layer, bin }: HistogramBin,
): { readonly from: number; readonly to: number; readonly count: number } | null {
  const counts = layout.cells[layer]?.counts;
  const count = counts?.[bin];
  if (!counts || count === undefined) return null;
  const width = (2 * layout.extent) / counts.length;
  const from = bin * width - layout.extent;
  return { from, to: from + width, count };
}

/** Cells in as few rows as fit, and rows as even as can be. */
function arrange(
  count: number,
  widthPx: number,
  fontSizePx: number,
): { rows: number; columns: number; cellWidthPx: number; rowHeightPx: number; plotHeightPx: number } {
  const scale = fontSizePx / DEFAULT_FONT_PX;
  const most = Math.max(1, Math.floor((widthPx + CELL_GAP_PX) / (CELL_MIN_PX * scale + CELL_GAP_PX)));
  const rows = Math.max(1, Math.ceil(count / most));
  const columns = Math.max(1, Math.ceil(count / rows));
  const cellWidthPx = Math.min(
    count === 1 ? SINGLE_CELL_MAX_PX : CELL_MAX_PX,
    (widthPx - (columns - 1) * CELL_GAP_PX) / columns,
  );
  const plotHeightPx = 58;
  return { rows, columns, cellWidthPx, plotHeightPx, rowHeightPx: plotHeightPx + 2 + fontSizePx * 2.1 };
}

/** An odd number of bins, so that 0 has a bin of its own. */
const dotBins = (cellWidthPx: number): number =>
  Math.max(5, Math.floor(cellWidthPx / DOT_BIN_PX / 2) * 2 - 1);

/** An even number of bins, so that 0 is an edge; their width follows Freedman and Diaconis (2 IQR / n^(1/3)), within bounds. */
function barBins(values: Float32Array, extent: number): number {
  const stride = Math.ceil(values.length / QUARTILE_SAMPLE);
  const sorted = values.filter((value, index) => index % stride === 0 && Number.isFinite(value)).sort();
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const binWidth = (2 * (quantile(0.75) - quantile(0.25))) / Math.cbrt(Math.max(1, values.length));
  const wanted = binWidth > 0 ? (2 * extent) / binWidth : MAX_BARS;
  return 2 * Math.round(Math.max(MIN_BARS, Math.min(MAX_BARS, wanted)) / 2);
}

/** A value at the very end of the axis belongs to the last bin; values that are not finite to none. */
function countBins(values: Float32Array, extent: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.floor(((value + extent) / (2 * extent)) * bins);
    const index = Math.max(0, Math.min(bins - 1, bin));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}
