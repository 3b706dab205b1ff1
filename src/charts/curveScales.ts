/** Scales and ticks of curves; knows nothing of lines or labels at them. */
import { scaleLinear, scaleLog } from 'd3';
import type { CurvesData } from './chartTypes';
import { estimateTextWidth } from './estimateTextWidth';
import { formatCount, formatSeconds, formatTick } from './formatNumber';
import { linearBounds, logBounds, percentBounds } from './niceBounds';
import { axisLength } from './runAxis';
import type { RunAxis } from './runAxis';

export interface CurveScale {
  readonly axis: RunAxis;
  /** Ends of the x axis, in what it counts. */
  readonly xEnds: readonly [number, number];
  readonly values: readonly [number, number];
  readonly x: (axisValue: number) => number;
  readonly axisValueAt: (xPx: number) => number;
  /** NaN for values that are not finite; values off the axis are drawn at its nearer end. */
  readonly y: (value: number) => number;
  readonly valueAt: (yPx: number) => number;
}

export interface AxisTick {
  readonly value: number;
  readonly xPx: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** The place that is read out, instead of an axis tick. */
  readonly read: boolean;
}

export interface ValueTick {
  readonly value: number;
  readonly yPx: number;
  readonly text: string;
}

interface Frame {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Earlier runs widen the y axis up to this multiple of the present run's largest value: one that diverged would flatten all others. */
const GHOST_REACH = 4;

interface Spread {
  readonly min: number;
  readonly minPositive: number;
  readonly max: number;
}

function measureSpread(data: CurvesData, rows: CurvesData['rows']): Spread {
  let min = Infinity;
  let minPositive = Infinity;
  let max = -Infinity;
  for (const { key } of data.series)
    for (const row of rows) {
      const value = row[key];
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
      if (value > 0 && value < minPositive) minPositive = value;
    }
  return { min, minPositive, max };
}

/** `previous` is the scale of the draw before of the same run and kind, whose ends are kept while they suit. */
export function buildCurveScale(data: CurvesData, frame: Frame, previous: CurveScale | null): CurveScale {
  let { min, minPositive, max } = measureSpread(data, data.rows);
  const reach = Number.isFinite(max) ? GHOST_REACH * max : Infinity;
  for (const { rows } of data.ghosts) {
    const ghost = measureSpread(data, rows);
    min = Math.min(min, ghost.min);
    minPositive = Math.min(minPositive, ghost.minPositive);
    max = Math.max(max, Math.min(ghost.max, reach));
  }
  const kept = previous?.values ?? null;
  const values =
    data.scale === 'linear'
      ? linearBounds(max, kept)
      : data.scale === 'log'
        ? logBounds(minPositive, max, kept)
        : percentBounds(min, kept);
  const length = axisLength([data.rows, ...data.ghosts.map(({ rows }) => rows)], data.xAxis);
  const xEnds: readonly [number, number] = [0, length];
  const x = scaleLinear(xEnds, [frame.leftPx, frame.leftPx + frame.widthPx]);
  const range = [frame.topPx + frame.heightPx, frame.topPx];
  const y = data.scale === 'log' ? scaleLog(values, range) : scaleLinear(values, range);
  const [bottom, top] = values;
  return {
    axis: data.xAxis,
    xEnds,
    values,
    x,
    axisValueAt: (xPx) => x.invert(xPx),
    y: (value) => (Number.isFinite(value) ? y(Math.max(bottom, Math.min(top, value))) : Number.NaN),
    valueAt: (yPx) => y.invert(yPx),
  };
}

/** A place on the x axis in words: whole numbers but for seconds. */
export function formatAxisValue(value: number, axis: RunAxis, locale: string): string {
  return axis === 'seconds' ? formatSeconds(value, locale) : formatCount(value, locale);
}

/** 0, the end of the axis with its unit, and round numbers between them where there is room. */
export function buildAxisTicks(
  scale: CurveScale,
  frame: Frame,
  unit: string,
  locale: string,
  fontSizePx: number,
  readAt: number | null,
): AxisTick[] {
  const { axis } = scale;
  const [, last] = scale.xEnds;
  const endText = `${formatAxisValue(last, axis, locale)} ${unit}`;
  const gapPx = fontSizePx;
  const ticks: AxisTick[] = [
    { value: 0, xPx: scale.x(0), text: '0', anchor: 'start', read: false },
    { value: last, xPx: scale.x(last), text: endText, anchor: 'end', read: false },
  ];
  const endFromPx = scale.x(last) - estimateTextWidth(endText, fontSizePx) - gapPx;
  const between = scaleLinear([0, last], [0, 1]).ticks(
    Math.max(2, Math.floor(frame.widthPx / (fontSizePx * 6))),
  );
  let takenPx = scale.x(0) + estimateTextWidth('0', fontSizePx);
  for (const value of between) {
    if (value === 0 || (axis !== 'seconds' && !Number.isInteger(value))) continue;
    const text = formatAxisValue(value, axis, locale);
    const xPx = scale.x(value);
    const halfPx = estimateTextWidth(text, fontSizePx) / 2;
    if (xPx + halfPx > endFromPx) break;
    if (xPx - halfPx < takenPx + gapPx / 2) continue;
    takenPx = xPx + halfPx;
    ticks.push({ value, xPx, text, anchor: 'middle', read: false });
  }
  if (readAt === null) return ticks;
  const text = formatAxisValue(readAt, axis, locale);
  const halfPx = estimateTextWidth(text, fontSizePx) / 2;
  const centerPx = Math.max(
    frame.leftPx + halfPx,
    Math.min(frame.leftPx + frame.widthPx - halfPx, scale.x(readAt)),
  );
  const free = ticks.filter((tick) => {
    const widthPx = estimateTextWidth(tick.text, fontSizePx);
    const fromPx =
      tick.anchor === 'start' ? tick.xPx : tick.xPx - (tick.anchor === 'end' ? widthPx : widthPx / 2);
    return fromPx > centerPx + halfPx + gapPx / 2 || fromPx + widthPx < centerPx - halfPx - gapPx / 2;
  });
  return [...free, { value: readAt, xPx: centerPx, text, anchor: 'middle', read: true }];
}

/** Three to six values at which thin lines cross the plot. */
export function buildValueTicks(
  scale: CurveScale,
  kind: CurvesData['scale'],
  frame: Frame,
  locale: string,
  fontSizePx: number,
): ValueTick[] {
  const [bottom, top] = scale.values;
  const room = Math.max(2, Math.floor(frame.heightPx / (fontSizePx * 2)));
  return tickValues(kind, bottom, top, room).map((value) => ({
    value,
    yPx: scale.y(value),
    text:
      kind === 'percent'
        ? `${formatTick(Number((value * 100).toFixed(6)), locale)}${value === 1 ? '%' : ''}`
        : formatTick(value, locale),
  }));
}

function tickValues(kind: CurvesData['scale'], bottom: number, top: number, room: number): number[] {
  switch (kind) {
    case 'linear':
      return scaleLinear([bottom, top], [0, 1]).ticks(Math.min(4, room));
    case 'percent':
      if (bottom >= 0.9) return [0.9, 0.95, 1];
      if (bottom >= 0.75) return [0.8, 0.9, 1];
      return [0, 0.25, 0.5, 0.75, 1].filter(
        (value) => value >= bottom && (bottom > 0 || value !== 0.25 || room > 4),
      );
    case 'log': {
      const first = Math.round(Math.log10(bottom));
      const decades = Math.floor(Math.log10(top) + 1e-9) - first;
      if (decades < 2)
        return [1, 2, 5, 10, 20, 50]
          .map((step) => Number((step * bottom).toPrecision(3)))
          .filter(
            (value) =>
              value <= top * (1 + 1e-9) && (room > 4 || !/[25]/.test(String(value)) || value === top),
          );
      const stride = Math.ceil((decades + 1) / Math.min(5, room));
      const values: number[] = [];
      for (let power = first + decades; power >= first; power -= stride)
        values.unshift(Number((10 ** power).toPrecision(3)));
      return values;
    }
    default:
      return kind satisfies never;
  }
}
