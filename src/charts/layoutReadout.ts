/** Geometry of what is read out of curves at one epoch: a line, dots on the figures themselves, their exact values; paints nothing. */
import type { EpochMetrics } from '../domain/metrics';
import type { ChartStyle, CurvesData, CurvesWords } from './chartTypes';
import type { CurveScale } from './curveScales';
import { estimateTextWidth } from './estimateTextWidth';
import { formatExact, formatExactPercent } from './formatNumber';
import { pushApart } from './pushApart';
import { axisValueOf } from './runAxis';

type Tone = CurvesData['series'][number]['tone'];

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

/** From the line, or a line's end, to its text. */
export const LABEL_GAP_PX = 7;

interface Plot {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export function layoutReadout(
  row: EpochMetrics,
  data: CurvesData,
  scale: CurveScale,
  plot: Plot,
  style: ChartStyle<CurvesWords>,
): Readout {
  const { fontSizePx: font, locale } = style;
  const xPx = scale.x(axisValueOf(row, scale.axis));
  const texts = data.series.map(({ key, label }) => {
    const value = row[key];
    return `${label} ${data.scale === 'percent' ? formatExactPercent(value, locale) : formatExact(value, locale)}`;
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
