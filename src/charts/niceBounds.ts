/** Round ends of axes that stay put while a run goes on: they move by whole steps, and shrink only when much too wide. */

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const LOG_STEPS = [1, 2, 5, 10];
/** An axis end that was chosen before is kept while the data still reach this share of it. */
const KEEP_SHARE = 0.4;
/** Losses at and below this are drawn at the lower end of a logarithmic axis (float32 losses carry no more). */
export const LOG_FLOOR = 1e-7;

/** Smallest round number at or above a positive value. */
export function niceCeil(value: number, steps: readonly number[] = STEPS): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = value / power;
  const step = steps.find((candidate) => candidate >= mantissa * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(12));
}

/** `niceCeil` that keeps the end chosen before while it still suits. */
export function stickyCeil(value: number, previous: number | null): number {
  if (previous !== null && value <= previous && value >= previous * KEEP_SHARE) return previous;
  return niceCeil(value);
}

/** Ends of a linear axis from 0. */
export function linearBounds(max: number, previous: readonly [number, number] | null): [number, number] {
  return [0, stickyCeil(max, previous?.[1] ?? null)];
}

/** Ends of a logarithmic axis: a power of ten below, 1, 2 or 5 times one above; at least a decade apart. */
export function logBounds(
  minPositive: number,
  max: number,
  previous: readonly [number, number] | null,
): [number, number] {
  const low = Math.max(LOG_FLOOR, Number.isFinite(minPositive) ? minPositive : 0.1);
  const high = Math.max(low, Number.isFinite(max) ? max : 1);
  let bottom = 10 ** Math.floor(Math.log10(low) + 1e-9);
  let top = niceCeil(high, LOG_STEPS);
  if (previous) {
    if (previous[0] <= low && previous[0] >= bottom / 100) bottom = previous[0];
    if (previous[1] >= high && previous[1] <= top * 10) top = previous[1];
  }
  // Room below rather than above: losses fall.
  if (top < bottom * 10 * (1 - 1e-9)) bottom /= 10;
  return [Number(bottom.toPrecision(3)), Number(top.toPrecision(3))];
}

const PERCENT_BOTTOMS = [0.9, 0.75, 0.5, 0.4, 0.25, 0];

/** Ends of an axis of shares up to 1: accuracies seldom fall far below one half, and the axis widens when they do. */
export function percentBounds(min: number, previous: readonly [number, number] | null): [number, number] {
  const fitting = PERCENT_BOTTOMS.find((candidate) => candidate <= min) ?? 0;
  const bottom = previous && previous[0] < fitting && min < 0.99 ? previous[0] : fitting;
  return [Math.min(bottom, 0.9), 1];
}
