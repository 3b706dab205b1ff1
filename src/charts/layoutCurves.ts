/** Geometry of a chart of curves over epochs: frame, scales, ticks, thinned lines, labels, read-out; paints nothing. */
import type { EpochMetrics } from '../domain/metrics';
import type { ChartSize, ChartStyle, CurvesData, CurvesWords } from './chartTypes';
import { buildCurveScale, buildEpochTicks, buildValueTicks } from './curveScales';
import type { CurveScale, EpochTick, ValueTick } from './curveScales';
import { estimateTextWidth } from './estimateTextWidth';
import { formatPercent, formatValue } from './formatNumber';
import { layoutMarks } from './layoutMarks';
import type { MarkPlace } from './layoutMarks';
import { nearestRow } from './nearestRow';
import { pushApart } from './pushApart';
import { thinLine } from './thinLine';
import type { LinePoints } from './thinLine';

export type Tone = CurvesData['series'][number]['tone'];

export interface CurvesLayout {
  readonly plot: {
    readonly leftPx: number;
    readonly topPx: number;
    readonly widthPx: number;
    readonly heightPx: number;
  };
  readonly scale: CurveScale;
  readonly epochTicks: readonly EpochTick[];
  readonly valueTicks: readonly ValueTick[];
  readonly lines: readonly { readonly key: string; readonly tone: Tone; readonly points: LinePoints }[];
  readonly endLabels: readonly {
    readonly key: string;
    readonly tone: Tone;
    readonly text: string;
    readonly xPx: number;
    readonly yPx: number;
  }[];
  readonly marks: readonly MarkPlace[];
  readonly readout: Readout | null;
}

export interface Readout {
  readonly row: EpochMetrics;
  readonly xPx: number;
  readonly anchor: 'start' | 'end';
  readonly textXPx: number;
  readonly values: readonly {
    readonly key: string;
    readonly tone: Tone;
    /** null where the value is not finite: no dot. */
    readonly dotYPx: number | null;
    readonly textYPx: number;
    readonly text: string;
  }[];
}

/** Points a line is drawn with, at most. */
const POINT_LIMIT = 500;
const LABEL_GAP_PX = 7;
const MARK_ROWS = 2;

/** `previous` is the scale of the draw before, if it was of the same run: its ends are kept while they suit. */
export function layoutCurves(
  data: CurvesData,
  size: ChartSize,
  style: ChartStyle<CurvesWords>,
  previous: CurveScale | null = null,
): CurvesLayout {
  const { fontSizePx: font, locale, words } = style;
  const { rows, series } = data;
  const labelWidthPx = Math.max(0, ...series.map((line) => estimateTextWidth(line.label, font)));
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
  const bottomPx = plot.topPx + plot.heightPx;

  const lines = series.map(({ key, tone }) => {
    const points = new Float64Array(rows.length * 2);
    rows.forEach((row, index) => {
      points[2 * index] = scale.x(row.epoch);
      points[2 * index + 1] = scale.y(row[key]);
    });
    return { key, tone, points: thinLine(points, POINT_LIMIT) };
  });

  const row = data.readoutEpoch === null ? null : nearestRow(rows, data.readoutEpoch);
  const readout = row ? layoutReadout(row, data, scale, plot, style) : null;
  const newest = rows.at(-1);
  const ended = series.filter(({ key }) => newest && Number.isFinite(scale.y(newest[key])));
  const endYsPx = pushApart(
    ended.map(({ key }) => (newest ? scale.y(newest[key]) : 0)),
    font * 1.2,
    plot.topPx + font * 0.3,
    bottomPx - font * 0.3,
  );
  const endLabels =
    newest && !readout
      ? ended.map(({ key, tone, label }, index) => ({
          key,
          tone,
          text: label,
          xPx: scale.x(newest.epoch) + LABEL_GAP_PX,
          yPx: endYsPx[index] ?? 0,
        }))
      : [];
  const shownMarks = data.marks.filter((mark) => mark.epoch <= scale.epochs[1]);
  return {
    plot,
    scale,
    epochTicks: buildEpochTicks(scale, plot, words.xAxis, locale, font, readout ? readout.row.epoch : null),
    valueTicks: buildValueTicks(scale, data.scale, plot, locale, font),
    lines,
    endLabels,
    marks: layoutMarks(shownMarks, scale.x, plot.leftPx, endPx, MARK_ROWS, font),
    readout,
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
  return nearestRow(data.rows, scale.epochAt(xPx))?.epoch ?? null;
}

function layoutReadout(
  row: EpochMetrics,
  data: CurvesData,
  scale: CurveScale,
  plot: CurvesLayout['plot'],
  style: ChartStyle<CurvesWords>,
): Readout {
  const { fontSizePx: font, locale } = style;
  const xPx = scale.x(row.epoch);
  const texts = data.series.map(({ key, label }) => {
    const value = row[key];
    return `${label} ${data.scale === 'percent' ? formatPercent(value, locale) : formatValue(value, locale)}`;
  });
  const widthPx = Math.max(0, ...texts.map((text) => estimateTextWidth(text, font)));
  const anchor = xPx + LABEL_GAP_PX + widthPx <= plot.leftPx + plot.widthPx ? 'start' : 'end';
  const ysPx = data.series.map(({ key }) => scale.y(row[key]));
  const textYsPx = placeTexts(ysPx, font, plot.topPx, plot.topPx + plot.heightPx);
  return {
    row,
    xPx,
    anchor,
    textXPx: anchor === 'start' ? xPx + LABEL_GAP_PX : xPx - LABEL_GAP_PX,
    values: data.series.map(({ key, tone }, index) => ({
      key,
      tone,
      dotYPx: Number.isFinite(ysPx[index]) ? (ysPx[index] ?? null) : null,
      textYPx: textYsPx[index] ?? 0,
      text: texts[index] ?? '',
    })),
  };
}

/**
 * Heights of the texts beside dots. Dots close together have theirs stacked above them all, or below where there is no room above, so that level
 * lines do not run through them; dots far apart have each its own just above it.
 */
function placeTexts(dotYsPx: readonly number[], font: number, topPx: number, bottomPx: number): number[] {
  const linePx = font * 1.2;
  const finite = dotYsPx.filter(Number.isFinite);
  const highest = Math.min(...finite);
  const lowest = Math.max(...finite);
  const stackPx = (finite.length - 1) * linePx;
  const isClose = finite.length > 0 && lowest - highest < linePx * 1.2;
  const isBelow = highest - font * 0.9 - stackPx < topPx;
  const order = finite.toSorted((a, b) => a - b);
  const wanted = dotYsPx.map((yPx) => {
    if (!Number.isFinite(yPx)) return topPx;
    if (!isClose) return yPx - font * 0.8 < topPx ? yPx + font * 0.9 : yPx - font * 0.8;
    const rank = order.indexOf(yPx);
    return isBelow ? lowest + font * 0.9 + rank * linePx : highest - font * 0.9 - stackPx + rank * linePx;
  });
  return pushApart(wanted, linePx, topPx + font * 0.3, bottomPx - font * 0.6);
}
