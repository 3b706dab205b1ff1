/** Watches a metric for early stopping: which epoch was the best, and for how long none was better. Keeps no weights and stops nothing. */
import type { EarlyStopping, MetricName } from '../domain/experiment';
import type { EpochMetrics } from '../domain/metrics';

/** Whether more of a metric is better. */
export const IS_MORE_BETTER: Readonly<Record<MetricName, boolean>> = {
  loss: false,
  valLoss: false,
  accuracy: true,
  valAccuracy: true,
};

export interface Observation {
  /** No epoch before was as good. */
  readonly isBest: boolean;
  readonly bestEpoch: number;
  /** The best has stood for as many epochs as the rule is patient. */
  readonly isOver: boolean;
}

export class BestWatch {
  private readonly best = new Map<number, { readonly value: number; readonly epoch: number }>();

  /** What was best before counts no more. */
  reset(): void {
    this.best.clear();
  }

  /** Takes the figures of an epoch of network `index`, as they come. As Keras counts: an epoch that is only as good as the best is none the better. */
  observe({ metric, patience }: EarlyStopping, index: number, metrics: EpochMetrics): Observation {
    const value = metrics[metric];
    const before = this.best.get(index);
    const isBest = !before || (IS_MORE_BETTER[metric] ? value > before.value : value < before.value);
    if (isBest) this.best.set(index, { value, epoch: metrics.epoch });
    const bestEpoch = isBest ? metrics.epoch : before.epoch;
    return { isBest, bestEpoch, isOver: metrics.epoch - bestEpoch >= patience };
  }
}
