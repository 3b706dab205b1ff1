/** Says what a stop rule has reached, and at which epoch; for the state `done` only. */
import type { MetricName, StopRules } from '../../domain/experiment';
import type { EpochMetrics } from '../../domain/metrics';
import type { Translate } from '../../i18n/translate';
import type { StatusState } from '../../store/storeTypes';
import { formatLoss, formatShare } from '../formatFigure';

function figureText(t: Translate, metric: MetricName, value: number): string {
  return metric === 'loss' || metric === 'valLoss' ? formatLoss(t, value) : formatShare(t, value);
}

/** '' where no rule has stopped the run. `rowsOf` gives a network's curve, in which the figures of the epochs named are looked up. */
export function doneText(
  t: Translate,
  { trainer, cause }: StatusState['worker'],
  stop: StopRules,
  rowsOf: (network: number) => readonly EpochMetrics[],
): string {
  if (trainer !== 'done' || !cause) return '';
  const figureAt = (network: number, epoch: number, metric: MetricName): string => {
    const row = rowsOf(network).find((candidate) => candidate.epoch === epoch);
    return row ? figureText(t, metric, row[metric]) : '–';
  };
  switch (cause.code) {
    case 'epochsReached':
      return t('done.epochs', { epoch: cause.epoch });
    case 'targetReached': {
      if (!stop.target) return '';
      const { metric, value } = stop.target;
      return t('done.target', {
        epoch: cause.epoch,
        metric: t(`stop.metric.${metric}`),
        value: figureAt(cause.network, cause.epoch, metric),
        target: figureText(t, metric, value),
      });
    }
    case 'earlyStopped': {
      if (!stop.earlyStopping) return '';
      const { metric } = stop.earlyStopping;
      return t(cause.isRestored ? 'done.earlyRestored' : 'done.early', {
        epoch: cause.epoch,
        bestEpoch: cause.bestEpoch,
        metric: t(`stop.metric.${metric}`),
        best: figureAt(cause.network, cause.bestEpoch, metric),
      });
    }
    default:
      return '';
  }
}
