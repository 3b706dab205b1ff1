/** The sentence below the finding: what was found inside the network, or why it is stuck, as a code with its numbers. Nothing is said that was not measured. */
import type { Finding } from './finding';
import type { Inspection } from './inspectNetwork';

/** Hidden layers and units count from 0. */
export type FindingDetail =
  /** Every unit of a ReLU layer is 0 for every training point: nothing before it can learn. */
  | { readonly code: 'deadLayer'; readonly layer: number; readonly units: number }
  | {
      readonly code: 'deadUnits';
      readonly layer: number;
      readonly dead: number;
      readonly units: number;
    }
  /** `ratio`: by how much the root mean square gradient per weight of the output layer exceeds that of layer 0. */
  | { readonly code: 'vanishing'; readonly ratio: number }
  | { readonly code: 'saturated'; readonly layer: number; readonly share: number }
  | { readonly code: 'perceptron' }
  | { readonly code: 'without'; readonly layer: number; readonly unit: number; readonly accuracy: number }
  /** No unit's absence costs accuracy: with any one of them gone it is at least this. */
  | { readonly code: 'withoutAny'; readonly accuracy: number };

export interface DetailStatus {
  readonly finding: Finding;
  /** null where nothing was looked at. */
  readonly inspection: Inspection | null;
  /** At rest the inspection is of the very weights that are shown. */
  readonly isAtRest: boolean;
  /** The neuron that is pointed at. */
  readonly unit: { readonly layer: number; readonly unit: number } | null;
  /** The output is a threshold unit, trained by the perceptron rule. */
  readonly isPerceptron: boolean;
}

/** The first layer's gradient is called vanishing when the output layer's is this many times larger. */
const VANISHING_RATIO = 100;
/** A layer is called saturated when this share of its outputs is. */
const SATURATED_SHARE = 0.8;

/** Where a run is stuck, what was measured may say why. */
const STUCK: ReadonlySet<Finding['code']> = new Set([
  'nearChance',
  'plateau',
  'steady',
  'risingTraining',
] satisfies Finding['code'][]);

/** null where there is nothing to add. */
export function describeDetail(status: DetailStatus): FindingDetail | null {
  const { finding, inspection, isAtRest, unit, isPerceptron } = status;
  if (finding.code === 'failed' || finding.code === 'starting' || finding.code === 'diverged') return null;
  if (isAtRest && inspection && unit) {
    const accuracy = inspection.layers[unit.layer]?.accuracyWithout?.[unit.unit];
    if (accuracy !== undefined) return { code: 'without', layer: unit.layer, unit: unit.unit, accuracy };
  }
  const isStuck = STUCK.has(finding.code);
  const cause = inspection && isStuck ? findCause(inspection) : null;
  if (cause) return cause;
  if (isPerceptron) return { code: 'perceptron' };
  if (!inspection || finding.code === 'allFrozen' || finding.code === 'symmetric') return null;
  const dead = findDead(inspection);
  if (dead) return dead;
  return isAtRest && finding.code !== 'notStarted' ? findMostNeeded(inspection) : null;
}

function findCause(inspection: Inspection): FindingDetail | null {
  const dead = findDead(inspection);
  if (dead?.code === 'deadLayer') return dead;
  const { layers } = inspection;
  const [first, last] = [layers[0], layers.at(-1)];
  if (first && last && layers.length > 2) {
    const ratio = last.gradientRms / first.gradientRms;
    if (last.gradientRms > 0 && ratio >= VANISHING_RATIO) return { code: 'vanishing', ratio };
  }
  const layer = layers.findIndex(
    ({ saturated }, at) => at < layers.length - 1 && (saturated ?? 0) >= SATURATED_SHARE,
  );
  const share = layers[layer]?.saturated;
  return share === undefined || share === null ? null : { code: 'saturated', layer, share };
}

function findDead({ layers }: Inspection): FindingDetail | null {
  const hidden = layers.slice(0, -1);
  const whole = hidden.findIndex(({ dead, units }) => dead === units);
  if (whole >= 0) return { code: 'deadLayer', layer: whole, units: hidden[whole]?.units ?? 0 };
  const layer = hidden.findIndex(({ dead }) => dead > 0);
  const found = hidden[layer];
  return found ? { code: 'deadUnits', layer, dead: found.dead, units: found.units } : null;
}

/** The unit without which the accuracy would fall furthest; the first of equals. */
function findMostNeeded({ layers, accuracy }: Inspection): FindingDetail | null {
  let most: { layer: number; unit: number; accuracy: number } | null = null;
  for (const [layer, { accuracyWithout }] of layers.entries())
    for (const [unit, without] of (accuracyWithout ?? []).entries())
      if (!most || without < most.accuracy) most = { layer, unit, accuracy: without };
  if (!most) return null;
  return most.accuracy < accuracy
    ? { code: 'without', ...most }
    : { code: 'withoutAny', accuracy: most.accuracy };
}
