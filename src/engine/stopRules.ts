/** When a run is over by the experiment's number of epochs or its target; each rule ends a run once. */
import type { EpochMetrics } from '../domain/metrics';
import type { StopRules, StopTarget } from '../domain/experiment';
import { IS_MORE_BETTER } from './bestWatch';

export function isTargetReached({ metric, value }: StopTarget, metrics: EpochMetrics): boolean {
  return IS_MORE_BETTER[metric] ? metrics[metric] >= value : metrics[metric] <= value;
}

/** The epoch at whose end a run that has finished `epoch` epochs has to stop; null if it goes on. A run past it was sent on by the person. */
export function findStopEpoch({ epochs }: StopRules, epoch: number): number | null {
  return epochs !== null && epoch < epochs ? epochs : null;
}
