/** Geometry of the race of CPU and GPU: both axes logarithmic, a line for each side, the crossing if there is one. Paints nothing. */
import { scaleLog, type ScaleLogarithmic } from 'd3';
import type { ChartSize } from './chartTypes';

export interface RaceData {
  /** Ascending sizes; null where a side was not measured. */
  readonly rows: readonly {
    readonly size: number;
    readonly cpuMs: number | null;
    readonly gpuMs: number | null;
  }[];
  /** All sizes of the race: the axis does not move while it runs. */
  readonly sizes: readonly number[];
  readonly crossing: { readonly size: number; readonly ms: number } | null;
}

export interface RaceWords {
  readonly cpu: string;
  readonly gpu: string;
  readonly xAxis: string;
  readonly yAxis: string;
  /** Beside the crossing; '' without one. */
  readonly crossing: string;
}

export type RaceSide = 'cpu' | 'gpu';

export interface RacePoint {
  readonly xPx: number;
  readonly yPx: number;
}

export interface RaceLayout {
  readonly plot: {
    readonly leftPx: number;
    readonly rightPx: number;
    readonly topPx: number;
    readonly bottomPx: number;
  };
  readonly xTicks: readonly { readonly xPx: number; readonly size: number }[];
  readonly yTicks: readonly { readonly yPx: number; readonly ms: number }[];
  readonly lines: readonly { readonly side: RaceSide; readonly points: readonly RacePoint[] }[];
  readonly crossing: RacePoint | null;
}

/** The least span of the time axis, so that two rows do not make a cliff. */
const LEAST_DECADES = 2;
/** Times at which the axis stands while nothing is measured. */
const EMPTY_MS: readonly [number, number] = [0.001, 1000];

export function layoutRace(data: RaceData, size: ChartSize, fontSizePx: number): RaceLayout {
  const plot = {
    leftPx: fontSizePx * 3.6,
    // Room for the name at a line's end.
    rightPx: size.widthPx - fontSizePx * 3.2,
    topPx: fontSizePx * 2,
    bottomPx: size.heightPx - fontSizePx * 3.2,
  };
  const times = data.rows.flatMap(({ cpuMs, gpuMs }) => [cpuMs, gpuMs]).filter((ms) => ms !== null);
  const x = scaleLog()
    .base(2)
    .domain([data.sizes[0] ?? 1, data.sizes.at(-1) ?? 2])
    .range([plot.leftPx, plot.rightPx]);
  const y = scaleLog().domain(wholeDecades(times)).range([plot.bottomPx, plot.topPx]);
  const decades = decadesOf(y);
  // Decades stand at least three lines of type apart.
  const stride = Math.max(
    1,
    Math.ceil((decades.length * fontSizePx * 2.4) / Math.max(1, plot.bottomPx - plot.topPx)),
  );
  const pointsOf = (side: RaceSide): RacePoint[] =>
    data.rows.flatMap(({ size: matrix, cpuMs, gpuMs }) => {
      const ms = side === 'cpu' ? cpuMs : gpuMs;
      return ms === null ? [] : [{ xPx: x(matrix), yPx: y(ms) }];
    });
  return {
    plot,
    xTicks: data.sizes.map((matrix) => ({ xPx: x(matrix), size: matrix })),
    yTicks: decades.filter((_, index) => index % stride === 0).map((ms) => ({ yPx: y(ms), ms })),
    lines: [
      { side: 'cpu', points: pointsOf('cpu') },
      { side: 'gpu', points: pointsOf('gpu') },
    ],
    crossing: data.crossing && { xPx: x(data.crossing.size), yPx: y(data.crossing.ms) },
  };
}

/** The powers of ten around all times. */
function wholeDecades(times: readonly number[]): readonly [number, number] {
  if (times.length === 0) return EMPTY_MS;
  const low = Math.floor(Math.log10(Math.min(...times)));
  const high = Math.max(low + LEAST_DECADES, Math.ceil(Math.log10(Math.max(...times))));
  return [10 ** low, 10 ** high];
}

function decadesOf(scale: ScaleLogarithmic<number, number>): number[] {
  const [low = 1, high = 1] = scale.domain();
  const first = Math.round(Math.log10(low));
  const count = Math.round(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, index) => 10 ** (first + index));
}
