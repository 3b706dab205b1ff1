/** Geometry of a chart of curves: frame, scales, ticks, thinned lines of this run and of earlier ones, labels, read-out; paints nothing. */
import type { EpochMetrics } from '../domain/metrics';
import type { ChartSize, ChartStyle, CurvesData, CurvesWords } from './chartTypes';
import { buildAxisTicks, buildCurveScale, buildValueTicks } from './curveScales';
import type { AxisTick, CurveScale, ValueTick } from './curveScales';
import { estimateTextWidth } from './estimateTextWidth';
import { layoutMarks } from './layoutMarks';
import type { MarkPlace } from './layoutMarks';
import { LABEL_GAP_PX, layoutReadout } from './layoutReadout';
import type { Readout } from './layoutReadout';
import { nearestRow } from './nearestRow';
import { pushApart } from './pushApart';
import { axisValueAtEpoch, axisValueOf } from './runAxis';
import { smoothSeries } from './smoothSeries';
import { thinLine } from './thinLine';
import type { LinePoints } from './thinLine';

export type Tone = CurvesData['series'][number]['tone'];
type Key = CurvesData['series'][number]['key'];

export interface CurveLine {
  readonly key: Key;
  readonly tone: Tone;
  readonly points: LinePoints;
}

export interface CurvesLayout {
  readonly plot: {
    readonly leftPx: number;
    readonly topPx: number;
    readonly widthPx: number;
    readonly heightPx: number;
  };
  readonly scale: CurveScale;
  readonly axisTicks: readonly AxisTick[];
  readonly valueTicks: readonly ValueTick[];
  /** Smoothed where smoothing is asked for. */
  readonly lines: readonly CurveLine[];
  /** The figures themselves behind smoothed lines; empty without smoothing. */
  readonly rawLines: readonly CurveLine[];
  readonly ghostLines: readonly (CurveLine & { readonly id: number; readonly isEmphasized: boolean })[];
  readonly reference: { readonly yPx: number; readonly label: EndLabel } | null;
  readonly endLabels: readonly (EndLabel & { readonly key: Key; readonly tone: Tone })[];
  readonly marks: readonly MarkPlace[];
  readonly readout: Readout | null;
}

interface EndLabel {
  readonly text: string;
  readonly xPx: number;
  readonly yPx: number;
}

/** Points a line is drawn with, at most. */
const POINT_LIMIT = 500;
/** The same for an earlier run. */
const GHOST_POINT_LIMIT = 200;
const MARK_ROWS = 2;

/** `previous` is the scale of the draw before, if it was of the same run: its ends are kept while they suit. */
export function layoutCurves(
  data: CurvesData,
  size: ChartSize,
  style: ChartStyle<CurvesWords>,
  previous: CurveScale | null = null,
): CurvesLayout {
  const { fontSizePx: font, locale, words } = style;
  const { rows, series, xAxis, smoothing } = data;
  const labels = [...series.map(({ label }) => label), ...(data.reference ? [data.reference.label] : [])];
  const labelWidthPx = Math.max(0, ...labels.map((label) => estimateTextWidth(label, font)));
  // Five digits ('0.001', '100%') and a gap: fixed, so that the plot does not move when ticks change.
  const leftPx = Math.ceil(font * 2.85 + 9);
  const rightPx = size.widthPx - Math.ceil(labelWidthPx + LABEL_GAP_PX + 2);
  const topPx = Math.ceil(words.yAxis === '' ? font * 0.55 : font * 1.7);
  const plot = {
    leftPx,
    topPx,
    widthPx: Math.max(10, rightPx - leftPx),
    heightPx: Math.max(10, size.heightPx - topPx - Math.ceil(font * 2)),
  };
  const scale = buildCurveScale(data, plot, previous);
  const endPx = plot.leftPx + plot.widthPx;

  const figures = series.map(({ key, tone }) => ({ key, tone, values: smoothSeries(rows, key, 0) }));
  const drawn = smoothing > 0 ? smoothAll(series, rows, smoothing) : figures;
  const place = ({ key, tone, values }: Figures): CurveLine => ({
    key,
    tone,
    points: placeLine(rows, values, scale, POINT_LIMIT),
  });

  const row = data.readoutEpoch === null ? null : nearestRow(rows, data.readoutEpoch);
  const readout = row ? layoutReadout(row, data, scale, plot, style) : null;
  const shownMarks = data.marks
    .map(({ epoch, label }) => ({ label, at: axisValueAtEpoch(rows, xAxis, epoch) }))
    .filter(({ at }) => at <= scale.xEnds[1]);
  return {
    plot,
    scale,
    axisTicks: buildAxisTicks(
      scale,
      plot,
      words.xAxis,
      locale,
      font,
      readout ? axisValueOf(readout.row, xAxis) : null,
    ),
    valueTicks: buildValueTicks(scale, data.scale, plot, locale, font),
    lines: drawn.map(place),
    rawLines: smoothing > 0 ? figures.map(place) : [],
    ghostLines: data.ghosts.flatMap((ghost) =>
      smoothAll(series, ghost.rows, smoothing).map(({ key, tone, values }) => ({
        id: ghost.id,
        key,
        tone,
        isEmphasized: ghost.isEmphasized,
        points: placeLine(ghost.rows, cutAtAxis(values, scale), scale, GHOST_POINT_LIMIT),
      })),
    ),
    ...layoutEndLabels(data, drawn, scale, plot, font, readout !== null),
    marks: layoutMarks(shownMarks, scale.x, plot.leftPx, endPx, MARK_ROWS, font),
    readout,
  };
}

interface Figures {
  readonly key: Key;
  readonly tone: Tone;
  /** One value a row. */
  readonly values: Float64Array;
}

function smoothAll(
  series: CurvesData['series'],
  rows: readonly EpochMetrics[],
  smoothing: number,
): readonly Figures[] {
  return series.map(({ key, tone }) => ({ key, tone, values: smoothSeries(rows, key, smoothing) }));
}

function placeLine(
  rows: readonly EpochMetrics[],
  values: Float64Array,
  scale: CurveScale,
  limit: number,
): LinePoints {
  const points = new Float64Array(rows.length * 2);
  rows.forEach((row, index) => {
    points[2 * index] = scale.x(axisValueOf(row, scale.axis));
    points[2 * index + 1] = scale.y(values[index] ?? Number.NaN);
  });
  return thinLine(points, limit);
}

/** An earlier run may leave the axis, which is the present run's: there its line breaks off instead of running along the edge. */
function cutAtAxis(values: Float64Array, scale: CurveScale): Float64Array {
  const [, top] = scale.values;
  return values.map((value) => (value > top ? Number.NaN : value));
}

/** Names beside the lines' ends, and beside the reference's at the right edge; they make room for each other where they would meet. */
function layoutEndLabels(
  data: CurvesData,
  drawn: readonly Figures[],
  scale: CurveScale,
  plot: CurvesLayout['plot'],
  font: number,
  isReadOut: boolean,
): Pick<CurvesLayout, 'endLabels' | 'reference'> {
  const { rows, series, reference } = data;
  const newest = rows.at(-1);
  const ends = newest && !isReadOut ? drawn : [];
  const named = ends.flatMap(({ key, tone, values }) => {
    const yPx = scale.y(values.at(-1) ?? Number.NaN);
    const label = series.find((line) => line.key === key)?.label ?? '';
    return Number.isFinite(yPx) ? [{ key, tone, text: label, wantedPx: yPx }] : [];
  });
  const rightPx = plot.leftPx + plot.widthPx;
  const endXPx = newest ? scale.x(axisValueOf(newest, scale.axis)) : plot.leftPx;
  const referencePx = reference ? scale.y(reference.value) : Number.NaN;
  const widestPx = Math.max(0, ...named.map(({ text }) => estimateTextWidth(text, font)));
  const meets = reference !== null && endXPx + LABEL_GAP_PX + widestPx > rightPx;
  const spread = (wantedPx: readonly number[]): number[] =>
    pushApart(wantedPx, font * 1.2, plot.topPx + font * 0.3, plot.topPx + plot.heightPx - font * 0.3);
  const wanted = named.map(({ wantedPx }) => wantedPx);
  const ysPx = spread(meets ? [...wanted, referencePx] : wanted);
  const [aloneYPx] = spread([referencePx]);
  return {
    endLabels: named.map(({ key, tone, text }, index) => ({
      key,
      tone,
      text,
      xPx: endXPx + LABEL_GAP_PX,
      yPx: ysPx[index] ?? 0,
    })),
    reference: reference
      ? {
          yPx: referencePx,
          label: {
            text: reference.label,
            xPx: rightPx + LABEL_GAP_PX,
            yPx: (meets ? ysPx.at(-1) : aloneYPx) ?? referencePx,
          },
        }
      : null,
  };
}

/** Epoch of the row nearest to a place on the chart, for the read-out; null where there is no row or the place is off the plot. */
export function readCurvesAt(
  data: CurvesData,
  size: ChartSize,
  style: ChartStyle<CurvesWords>,
  xPx: number,
): number | null {
  const { scale, plot } = layoutCurves({ ...data, marks: [], readoutEpoch: null }, size, style);
  if (xPx < plot.leftPx - 8 || xPx > plot.leftPx + plot.widthPx + 8) return null;
  return nearestRow(data.rows, scale.axisValueAt(xPx), data.xAxis)?.epoch ?? null;
}
