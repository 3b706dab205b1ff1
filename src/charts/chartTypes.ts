/** What every chart takes: data from `domain`, a size, and a style that carries all colours and words. Charts hold no texts of their own. */
import type { DataSet } from '../domain/dataSet';
import type { Extent } from '../domain/dataSets';
import type { EpochMetrics } from '../domain/metrics';
import type { RunAxis } from './runAxis';

export interface ChartSize {
  /** CSS pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels a CSS pixel; canvases are this much larger inside. */
  readonly pixelRatio: number;
}

/** Resolved colours (CSS colour strings as `rgb()` or `#rrggbb`) and type of the present theme. */
export interface ChartColors {
  readonly paper: string;
  readonly surface: string;
  readonly sunken: string;
  readonly ink: string;
  readonly inkSecond: string;
  readonly inkThird: string;
  readonly line: string;
  readonly warn: string;
  readonly focus: string;
  /** The signed diverging scale, from -1 over 0 (`mid`) to 1. */
  readonly negative: string;
  readonly negativeSoft: string;
  readonly mid: string;
  readonly positiveSoft: string;
  readonly positive: string;
}

export interface ChartStyle<Words> {
  readonly colors: ChartColors;
  readonly fontFamily: string;
  readonly fontSizePx: number;
  readonly words: Words;
  /** BCP 47 language for number formats. */
  readonly locale: string;
}

/** `drawBoundary(canvas, data, size, style)`: heat map of the prediction, or of one neuron's output, contour at the threshold, points, axes x1 and x2. */
export interface BoundaryData {
  /** Values on a gridSize² grid, row 0 at x2 = extent.max, column 0 at x1 = extent.min. */
  readonly grid: Float32Array;
  readonly gridSize: number;
  /** Values for the two classes, the ends of the colour scale (0, 1 for a sigmoid). */
  readonly negative: number;
  readonly positive: number;
  /** Where the contour runs, and what discretising cuts at; null for neither: a neuron decides nothing. */
  readonly threshold: number | null;
  readonly palette: Palette;
  readonly extent: Extent;
  readonly dataSet: DataSet;
  readonly showValidation: boolean;
  readonly discretize: boolean;
}
export interface BoundaryWords {
  readonly x1: string;
  readonly x2: string;
}

/** `drawCurves(svg, data, size, style)`: one or two lines of a run, the same lines of earlier runs behind them; used for loss and for accuracy. */
export interface CurvesData {
  readonly rows: readonly EpochMetrics[];
  readonly series: readonly {
    readonly key: 'loss' | 'valLoss' | 'accuracy' | 'valAccuracy';
    readonly label: string;
    readonly tone: 'strong' | 'soft';
  }[];
  readonly scale: 'linear' | 'log' | 'percent';
  /** What the x axis counts. */
  readonly xAxis: RunAxis;
  /** 0 (none) to 0.99: lines are exponential means, the figures themselves stand faint behind them. */
  readonly smoothing: number;
  readonly marks: readonly { readonly epoch: number; readonly label: string }[];
  /** Earlier runs, oldest first; smoothed as the present one is. */
  readonly ghosts: readonly {
    readonly id: number;
    readonly rows: readonly EpochMetrics[];
    /** Stands out of the others: it is pointed at in their list. */
    readonly isEmphasized: boolean;
  }[];
  /** A level that the lines cannot pass, dashed; null for none. */
  readonly reference: { readonly value: number; readonly label: string } | null;
  /** Epoch to read out, from the pointer or the keyboard; null for none. */
  readonly readoutEpoch: number | null;
}
export interface CurvesWords {
  /** Unit of the x axis, written after its last tick: 'epochs'. */
  readonly xAxis: string;
  /** Name of the y axis; '' where a heading beside the chart says it already. */
  readonly yAxis: string;
  /** What stands in the frame while there is no row yet. */
  readonly empty: string;
}

/** `drawHistograms(svg, data, size, style)`: one small histogram a layer on a common axis; dots under 20 values. */
export interface HistogramsData {
  readonly layers: readonly { readonly label: string; readonly values: Float32Array }[];
  /** The bin that is read out. */
  readonly highlighted?: HistogramBin | null;
}
/** One bin of one layer's histogram, from 0. */
export interface HistogramBin {
  readonly layer: number;
  readonly bin: number;
}
export interface HistogramsWords {
  /** What the tallest bar's number counts, written before it: 'max'. */
  readonly count: string;
  /** Name of the x axis, written before the ends of the first cell's axis; '' where a heading says it already. */
  readonly weight: string;
}

/** `drawNetwork(canvas, data, size, style)`: connections below, unit maps on top, at the places `layoutNetwork` computes. */
export interface NetworkData {
  readonly columns: readonly NetworkColumn[];
  /** connections[l] joins column l to l + 1: kernel `[from, to]` row-major. */
  readonly connections: readonly Float32Array[];
  readonly biases: readonly (Float32Array | null)[];
  /** What is under the pointer or focus: a unit's connections stand out, or one connection, or a bias. */
  readonly highlighted: NetworkPart | null;
  /** The columns that are in sight, first and last; the others need not be drawn. All of them where it is left out. */
  readonly inSight?: ColumnRange;
}
export interface ColumnRange {
  readonly first: number;
  readonly last: number;
}
/** What can be pointed at in a network. */
export type NetworkPart =
  | { readonly kind: 'unit'; readonly column: number; readonly unit: number }
  /** The bias of a unit; column 0 has none. */
  | { readonly kind: 'bias'; readonly column: number; readonly unit: number }
  /** From unit `from` of `column` to unit `to` of the next column. */
  | { readonly kind: 'connection'; readonly column: number; readonly from: number; readonly to: number };
export interface NetworkColumn {
  readonly label: string;
  readonly units: number;
  /** unit by unit, mapSize² values; row 0 at x2 = +extent. Signed values around 0; drawn through the signed scale after division by `scale`. */
  readonly maps: Float32Array;
  readonly mapSize: number;
  readonly scale: number;
  /** Colour scale of the maps: hidden units and inputs are `signed` (the default), the output is a `probability` (0 means 0.5). */
  readonly palette?: Palette;
  readonly unitLabels: readonly string[];
}
export interface NetworkWords {
  readonly unit: string;
}

/** Where everything of a network stands, in CSS pixels of the canvas; headers and focusable parts are laid over it. */
export interface NetworkLayout {
  /** Column by column, unit by unit. */
  readonly tiles: readonly NetworkTile[];
  readonly columns: readonly {
    readonly centerPx: number;
    /** Side of the column's tiles. */
    readonly tileSizePx: number;
    /** Index in `tiles` of the column's unit 0. */
    readonly firstTile: number;
  }[];
  /** Width of one column; the gap after column c is centred at (c + 1) * columnWidthPx. */
  readonly columnWidthPx: number;
}
export interface NetworkTile {
  readonly column: number;
  readonly unit: number;
  /** Upper left corner. */
  readonly xPx: number;
  readonly yPx: number;
  readonly sizePx: number;
}

/** The two colour scales: -1..1 around 0, and 0..1 around 0.5. */
export type Palette = 'signed' | 'probability';

/** `drawDataThumbnail(canvas, data, size, style)`: the tile of a data set. */
export interface ThumbnailData {
  readonly dataSet: DataSet;
  readonly extent: Extent;
}

/** `drawMap(canvas, data, size, style)`: the tile of an input or a unit; mapSize² values, drawn through a scale after division by `scale`. */
export interface MapData {
  readonly values: Float32Array;
  readonly mapSize: number;
  readonly scale: number;
  readonly palette?: Palette;
}
