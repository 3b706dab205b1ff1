/** The one sentence that the page says about a run, as a code with its numbers: a warning first. It claims nothing that curves and status do not show. */
import type { Inspection } from './inspectNetwork';
import type { EpochMetrics } from './metrics';

export type Finding =
  | { readonly code: 'starting' }
  | { readonly code: 'failed' }
  /** `measured` is null where the curves alone show it. */
  | { readonly code: 'diverged'; readonly epoch: number; readonly measured: Divergence | null }
  /** Nothing can be learned: every layer is frozen. */
  | { readonly code: 'allFrozen' }
  /** All units of hidden layer `layer` (from 0) have equal weights in and out. `zeros`: the initialiser made them so. */
  | { readonly code: 'symmetric'; readonly layer: number; readonly units: number; readonly zeros: boolean }
  /** `since` is the epoch of the lowest validation loss. */
  | {
      readonly code: 'validationRising';
      readonly since: number;
      readonly lowest: number;
      readonly now: number;
    }
  | { readonly code: 'nearChance'; readonly epoch: number; readonly accuracy: number }
  | { readonly code: 'notStarted'; readonly accuracy: number }
  /** `best`: what the noise allows, where that is known and less than 1. */
  | {
      readonly code: 'solved' | 'bestReached';
      readonly epoch: number;
      readonly accuracy: number;
      readonly best: number | null;
    }
  | {
      readonly code: 'falling' | 'steady' | 'plateau' | 'risingTraining';
      readonly since: number;
      readonly from: number;
      readonly epoch: number;
      readonly now: number;
    };

/** What was measured in the last finite state before a run broke. */
export interface Divergence {
  readonly epoch: number;
  readonly at: 'loss' | 'parameters';
  readonly rate: number;
  /** Missing where no number holds it. */
  readonly largestGradient?: number;
  readonly largestWeight: number;
}

export interface FindingStatus {
  readonly trainer: 'starting' | 'paused' | 'training' | 'done' | 'diverged' | 'failed';
  /** What stopped a run whose loss was not finite any more. */
  readonly divergence: Divergence | null;
  /** Share of the training points that the larger class has, 0.5 to 1: the accuracy of always answering with it. */
  readonly majorityShare: number;
  /** The best accuracy that the noise of the data allows, as an expectation; null where it is not known. */
  readonly best: number | null;
  readonly validationCount: number;
  /** Training and validation set are one: nothing can be said of the difference. */
  readonly sharesSets: boolean;
  readonly isAllFrozen: boolean;
  readonly hasZerosInitializer: boolean;
  /** What was last found inside the network; null where nothing was looked at. */
  readonly inspection: Inspection | null;
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
const PLATEAU_EPOCHS = 100;
const TREND_SHARE = 0.02;

/** Findings that the page shows as a warning. */
export const WARNING_FINDINGS: Readonly<Record<Finding['code'], boolean>> = {
  starting: false,
  failed: true,
  diverged: true,
  allFrozen: true,
  symmetric: true,
  validationRising: true,
  nearChance: true,
  notStarted: false,
  solved: false,
  bestReached: false,
  falling: false,
  steady: false,
  plateau: true,
  risingTraining: true,
};

/** What is seen in `rows` (oldest first, as the history keeps them): a warning if there is one, else the state of the run. */
export function describeFinding(rows: readonly EpochMetrics[], status: FindingStatus): Finding {
  const last = rows.at(-1);
  if (status.trainer === 'failed') return { code: 'failed' };
  if (status.trainer === 'diverged')
    return {
      code: 'diverged',
      epoch: status.divergence?.epoch ?? last?.epoch ?? 0,
      measured: status.divergence,
    };
  if (!last) return { code: 'starting' };
  if (!Number.isFinite(last.loss)) return { code: 'diverged', epoch: last.epoch, measured: null };
  if (status.isAllFrozen) return { code: 'allFrozen' };
  const symmetric = findSymmetricLayer(status);
  if (symmetric) return symmetric;
  if (last.epoch === 0) return { code: 'notStarted', accuracy: last.accuracy };

  const rising = status.sharesSets ? null : findRise(rows, last);
  if (rising) return rising;
  const solvedFrom = solvedAccuracy(status);
  const isSolved = last.valAccuracy >= solvedFrom;
  if (
    !isSolved &&
    last.epoch >= CHANCE_EPOCHS &&
    last.accuracy <= status.majorityShare + CHANCE_MARGIN &&
    last.accuracy < SOLVED_ACCURACY
  )
    return { code: 'nearChance', epoch: last.epoch, accuracy: last.accuracy };

  if (isSolved) {
    const first = rows.find((row) => row.valAccuracy >= solvedFrom) ?? last;
    const best = status.best !== null && status.best < 1 ? status.best : null;
    const reaches = best !== null && last.valAccuracy >= best - standardError(best, status.validationCount);
    return {
      code: reaches ? 'bestReached' : 'solved',
      epoch: first.epoch,
      accuracy: last.valAccuracy,
      best,
    };
  }
  return describeTrend(rows, last);
}

/** Of a share `p` counted over `count` points. */
const standardError = (p: number, count: number): number => Math.sqrt((p * (1 - p)) / Math.max(1, count));

/** 95%, or what the noise allows less a standard error where that is lower: no run can be asked for more. */
function solvedAccuracy({ best, validationCount }: FindingStatus): number {
  if (best === null) return SOLVED_ACCURACY;
  return Math.min(SOLVED_ACCURACY, best - standardError(best, validationCount));
}

function findSymmetricLayer({ inspection, hasZerosInitializer }: FindingStatus): Finding | null {
  const layer = inspection?.layers.findIndex(({ isSymmetric }) => isSymmetric) ?? -1;
  const units = inspection?.layers[layer]?.units;
  return units === undefined ? null : { code: 'symmetric', layer, units, zeros: hasZerosInitializer };
}

function findRise(rows: readonly EpochMetrics[], last: EpochMetrics): Finding | null {
  let lowest = last;
  for (const row of rows) if (row.valLoss < lowest.valLoss) lowest = row;
  if (last.valLoss <= lowest.valLoss * RISE_FACTOR || last.epoch - lowest.epoch < RISE_EPOCHS) return null;
  return { code: 'validationRising', since: lowest.epoch, lowest: lowest.valLoss, now: last.valLoss };
}

function describeTrend(rows: readonly EpochMetrics[], last: EpochMetrics): Finding {
  const rowBefore = (epochs: number) => rows.findLast((row) => row.epoch <= last.epoch - epochs);
  const trendFrom = (row: EpochMetrics) => ({
    since: row.epoch,
    from: row.loss,
    epoch: last.epoch,
    now: last.loss,
  });
  const isLevel = (row: EpochMetrics): boolean =>
    last.loss <= row.loss * (1 + TREND_SHARE) && last.loss >= row.loss * (1 - TREND_SHARE);
  const longAgo = rowBefore(PLATEAU_EPOCHS);
  if (longAgo && isLevel(longAgo)) return { code: 'plateau', ...trendFrom(longAgo) };
  const earlier = rowBefore(TREND_EPOCHS) ?? rows[0] ?? last;
  const trend = trendFrom(earlier);
  if (isLevel(earlier)) return { code: 'steady', ...trend };
  return { code: last.loss > earlier.loss ? 'risingTraining' : 'falling', ...trend };
}
