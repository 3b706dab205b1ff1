/** The learning rate over the epochs as a small line, with a dot at the present epoch. */
import type { OptimizerSpec } from '../../domain/experiment';
import { rateAtEpoch } from '../../domain/learningRate';

export interface RateSparklineProps {
  readonly optimizer: OptimizerSpec;
  /** Whole epochs finished. */
  readonly epoch: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Text alternative; left out where the words stand beside it. */
  readonly label?: string;
}

/** How much of a schedule is shown: a few steps or halvings, or all of the cosine and a piece of the 0 after it. */
const PERIODS = { constant: 1, step: 4, exponential: 4, cosine: 1.25 } as const;
const POINTS = 96;
const MARGIN_PX = 3;

/** The last epoch of the picture: the whole schedule, and the present epoch with it. */
export function lastEpochShown({ schedule }: OptimizerSpec, epoch: number): number {
  return Math.max(Math.ceil(schedule.everyEpochs * PERIODS[schedule.id]), epoch, 1);
}

/** A path in the picture's pixels; rates go from 0 (below) to the largest. */
export function buildRatePath(
  optimizer: OptimizerSpec,
  last: number,
  widthPx: number,
  heightPx: number,
): string {
  const { x, y } = placeRate(optimizer, last, widthPx, heightPx);
  let path = '';
  for (let point = 0; point <= POINTS; point += 1) {
    // Whole epochs, as the rate stays the same within one.
    const epoch = Math.round((point / POINTS) * last);
    path += `${point === 0 ? 'M' : 'L'}${x(epoch).toFixed(1)},${y(epoch).toFixed(1)}`;
  }
  return path;
}

function placeRate(optimizer: OptimizerSpec, last: number, widthPx: number, heightPx: number) {
  const top = optimizer.learningRate;
  return {
    x: (epoch: number) => MARGIN_PX + (epoch / last) * (widthPx - 2 * MARGIN_PX),
    y: (epoch: number) =>
      heightPx - MARGIN_PX - (rateAtEpoch(optimizer, epoch) / top) * (heightPx - 2 * MARGIN_PX),
  };
}

export function RateSparkline({ optimizer, epoch, widthPx, heightPx, label }: RateSparklineProps) {
  const last = lastEpochShown(optimizer, epoch);
  const { x, y } = placeRate(optimizer, last, widthPx, heightPx);
  return (
    <svg
      className="sparkline"
      width={widthPx}
      height={heightPx}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path
        d={buildRatePath(optimizer, last, widthPx, heightPx)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <circle cx={x(epoch)} cy={y(epoch)} r="2.6" fill="currentColor" />
    </svg>
  );
}
