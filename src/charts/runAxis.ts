/** What the x axis of curves counts: epochs, steps, samples seen or seconds of training; knows nothing of pixels. */
import type { EpochMetrics } from '../domain/metrics';

export type RunAxis = 'epochs' | 'steps' | 'samples' | 'seconds';

const FIELD = {
  epochs: 'epoch',
  steps: 'step',
  samples: 'samples',
  seconds: 'seconds',
} as const satisfies Readonly<Record<RunAxis, keyof EpochMetrics>>;

/** How far along the axis a row stands. */
export function axisValueOf(row: EpochMetrics, axis: RunAxis): number {
  return row[FIELD[axis]];
}

/** Where an epoch stands on the axis, in proportion between the rows around it; beyond the last row, at that row. Rows ascend by epoch. */
export function axisValueAtEpoch(rows: readonly EpochMetrics[], axis: RunAxis, epoch: number): number {
  if (axis === 'epochs') return epoch;
  const at = rows.findIndex((row) => row.epoch >= epoch);
  const after = at < 0 ? rows.at(-1) : rows[at];
  if (!after) return 0;
  const before = rows[at - 1];
  if (at < 1 || !before || after.epoch === epoch) return axisValueOf(after, axis);
  const share = (epoch - before.epoch) / (after.epoch - before.epoch);
  const from = axisValueOf(before, axis);
  return from + share * (axisValueOf(after, axis) - from);
}

/** The axis is never shorter than this many epochs, so that the first ones do not stretch across the chart. */
const FIRST_EPOCHS = 10;
/** The same in seconds, which no epoch lasts for certain. */
const FIRST_SECONDS = 0.1;

/** Length of the axis: all rows of every run, and at least the room that the first epochs are given. */
export function axisLength(runs: readonly (readonly EpochMetrics[])[], axis: RunAxis): number {
  let longest = 0;
  for (const rows of runs) {
    const last = rows.at(-1);
    if (!last) continue;
    const length = axisValueOf(last, axis);
    const perEpoch = axis === 'epochs' ? 1 : last.epoch > 0 ? length / last.epoch : FIRST_EPOCHS;
    longest = Math.max(longest, length, axis === 'seconds' ? 0 : perEpoch * FIRST_EPOCHS);
  }
  return Math.max(longest, axis === 'seconds' ? FIRST_SECONDS : FIRST_EPOCHS);
}
