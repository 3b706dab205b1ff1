/** Decides when a network is looked into (at rest at once, while it trains once a second), and does it in slices that a page does not feel. Knows no React. */
import type { DataSet } from '../../domain/dataSet';
import type { Experiment } from '../../domain/experiment';
import { inspectNetwork, type Inspection, type InspectionJob } from '../../domain/inspectNetwork';

/** What is there to be looked into. */
export interface InspectionTarget {
  readonly experiment: Experiment;
  readonly index: number;
  readonly dataSet: DataSet;
  readonly parameters: Float32Array;
  readonly run: number;
  readonly step: number;
  readonly isTraining: boolean;
}

export interface Found {
  readonly inspection: Inspection;
  /** What it was found in. */
  readonly target: InspectionTarget;
}

export interface InspectorSurroundings {
  readonly nowMs: () => number;
  /** Calls back in the next frame; asking twice for one task calls it once. */
  readonly nextFrame: (task: () => void) => void;
}

export interface Inspector {
  /** Tells of the newest state; starts a look where it is due. */
  readonly offer: (target: InspectionTarget) => void;
  readonly stop: () => void;
}

/** How long one slice may take, and how often a network that trains is looked into. */
export const SLICE_MS = 6;
export const TRAINING_INTERVAL_MS = 1000;
/** Multiply-adds that a look may cost: while training; at rest; at rest with every unit left out in turn. */
const COST_LIMITS = { training: 8e6, rest: 6e8, ablating: 1.5e8 } as const;
/** Multiply-adds between two looks at the clock. */
const COST_BETWEEN_CLOCKS = 100_000;

export function createInspector(
  { nowMs, nextFrame }: InspectorSurroundings,
  onFound: (found: Found) => void,
): Inspector {
  let job: { readonly work: InspectionJob; readonly target: InspectionTarget } | null = null;
  /** What was looked into last, finished or not worth its cost. */
  let done: InspectionTarget | null = null;
  let startedMs = -Infinity;

  function work(): void {
    if (!job) return;
    const { work: inspection, target } = job;
    const rows = Math.max(1, Math.floor(COST_BETWEEN_CLOCKS / inspection.costPerRow));
    const endMs = nowMs() + SLICE_MS;
    do {
      if (!inspection.advance(rows)) continue;
      job = null;
      onFound({ inspection: inspection.result(), target });
      return;
    } while (nowMs() < endMs);
    nextFrame(work);
  }

  return {
    offer: (target) => {
      if (job && (target.isTraining ? isSameNetwork(job.target, target) : isSameState(job.target, target)))
        return;
      if (!job && done && !target.isTraining && isSameState(done, target)) return;
      if (target.isTraining && nowMs() - startedMs < TRAINING_INTERVAL_MS) return;
      startedMs = nowMs();
      // A snapshot's buffer is large; only its parameters are kept.
      const own = { ...target, parameters: target.parameters.slice() };
      done = own;
      const planned = planWork(own);
      job = planned ? { work: planned, target: own } : null;
      if (job) nextFrame(work);
    },
    stop: () => {
      job = null;
    },
  };
}

/** null where a look costs more than it may. */
function planWork({
  experiment,
  index,
  parameters,
  dataSet,
  isTraining,
}: InspectionTarget): InspectionJob | null {
  const plan = (ablates: boolean) => inspectNetwork(experiment, index, parameters, dataSet, ablates);
  const costOf = (job: InspectionJob) => job.costPerRow * job.rows;
  if (!isTraining) {
    const ablating = plan(true);
    if (costOf(ablating) <= COST_LIMITS.ablating) return ablating;
  }
  const plain = plan(false);
  return costOf(plain) <= (isTraining ? COST_LIMITS.training : COST_LIMITS.rest) ? plain : null;
}

function isSameNetwork(a: InspectionTarget, b: InspectionTarget): boolean {
  return (
    a.run === b.run &&
    a.experiment.networks[a.index] === b.experiment.networks[b.index] &&
    a.dataSet === b.dataSet
  );
}

/** The same look would find the same. */
function isSameState(a: InspectionTarget, b: InspectionTarget): boolean {
  return (
    isSameNetwork(a, b) &&
    a.isTraining === b.isTraining &&
    a.parameters.length === b.parameters.length &&
    a.parameters.every((value, at) => Object.is(value, b.parameters[at]))
  );
}
