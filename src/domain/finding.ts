/** The one sentence that the page says about a run, as a code with its numbers; computed from the curves alone, and it claims nothing that they do not show. */
import type { EpochMetrics } from './metrics';

export type Finding =
  | { readonly code: 'starting' }
  | { readonly code: 'failed' }
  | { readonly code: 'diverged'; readonly epoch: number }
  /** `since` is the epoch of the lowest validation loss. */
  | {
      readonly code: 'validationRising';
      readonly since: number;
      readonly lowest: number;
      readonly now: number;
    }
  | { readonly code: 'nearChance'; readonly epoch: number; readonly accuracy: number }
  | { readonly code: 'notStarted'; readonly accuracy: number }
  | { readonly code: 'solved'; readonly epoch: number; readonly accuracy: number }
  | {
      readonly code: 'falling' | 'steady' | 'risingTraining';
      readonly since: number;
      readonly from: number;
      readonly epoch: number;
      readonly now: number;
    };

export interface FindingStatus {
  readonly trainer: 'starting' | 'paused' | 'training' | 'done' | 'diverged' | 'failed';
  /** The epoch at which the loss stopped being finite; null where it is. */
  readonly divergedAt: number | null;
  /** Share of the training points that the larger class has, 0.5 to 1: the accuracy of always answering with it. */
  readonly majorityShare: number;
}

/** Validation accuracy from which a run is called solved. */
export const SOLVED_ACCURACY = 0.95;
/** A validation loss has risen when it is this much above its minimum … */
const RISE_FACTOR = 1.05;
/** … and the minimum is this many epochs old. */
const RISE_EPOCHS = 20;
/** Epochs after which an accuracy near chance is worth a warning, and how near is near. */
const CHANCE_EPOCHS = 50;
const CHANCE_MARGIN = 0.03;
/** How far back a trend of the training loss is read, and the relative change that counts as one. */
const TREND_EPOCHS = 20;
const TREND_SHARE = 0.02;

/** Findings that the page shows as a warning. */
export const WARNING_FINDINGS: Readonly<Record<Finding['code'], boolean>> = {
  starting: false,
  failed: true,
  diverged: true,
  validationRising: true,
  nearChance: true,
  notStarted: false,
  solved: false,
  falling: false,
  steady: false,
  risingTraining: true,
};

/** What is seen in `rows` (oldest first, as the history keeps them): a warning if there is one, else the state of the run. */
export function describeFinding(rows: readonly EpochMetrics[], status: FindingStatus): Finding {
  const last = rows.at(-1);
  if (status.trainer === 'failed') return { code: 'failed' };
  if (status.trainer === 'diverged')
    return { code: 'diverged', epoch: status.divergedAt ?? last?.epoch ?? 0 };
  if (!last) return { code: 'starting' };
  if (!Number.isFinite(last.loss)) return { code: 'diverged', epoch: last.epoch };
  if (last.epoch === 0) return { code: 'notStarted', accuracy: last.accuracy };

  let lowest = last;
  for (const row of rows) if (row.valLoss < lowest.valLoss) lowest = row;
  if (last.valLoss > lowest.valLoss * RISE_FACTOR && last.epoch - lowest.epoch >= RISE_EPOCHS)
    return { code: 'validationRising', since: lowest.epoch, lowest: lowest.valLoss, now: last.valLoss };
  if (
    last.epoch >= CHANCE_EPOCHS &&
    last.accuracy <= status.majorityShare + CHANCE_MARGIN &&
    last.accuracy < SOLVED_ACCURACY
  )
    return { code: 'nearChance', epoch: last.epoch, accuracy: last.accuracy };

  if (last.valAccuracy >= SOLVED_ACCURACY) {
    const first = rows.find((row) => row.valAccuracy >= SOLVED_ACCURACY) ?? last;
    return { code: 'solved', epoch: first.epoch, accuracy: last.valAccuracy };
  }
  const earlier = rows.findLast((row) => row.epoch <= last.epoch - TREND_EPOCHS) ?? rows[0] ?? last;
  const trend = { since: earlier.epoch, from: earlier.loss, epoch: last.epoch, now: last.loss };
  if (last.loss > earlier.loss * (1 + TREND_SHARE)) return { code: 'risingTraining', ...trend };
  if (last.loss < earlier.loss * (1 - TREND_SHARE)) return { code: 'falling', ...trend };
  return { code: 'steady', ...trend };
}
