/** The four figures of the last epoch that was evaluated. */
import { useTranslate } from './AppContext';
import { formatLoss, formatShare } from './formatFigure';
import { useNetworkFacts } from './useNetwork';

const METRICS = ['loss', 'valLoss', 'accuracy', 'valAccuracy'] as const;

export function MetricsRow({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const metrics = useNetworkFacts(index)?.metrics;
  return (
    <dl className="metrics" aria-label={t('output.metrics')}>
      {METRICS.map((name) => {
        const value = metrics?.[name] ?? Number.NaN;
        const isLoss = name === 'loss' || name === 'valLoss';
        return (
          <div key={name} className="metric">
            <dt title={t(`metric.${name}Long`)}>{t(`metric.${name}`)}</dt>
            <dd
              data-metric={name}
              data-network={index}
              data-value={Number.isNaN(value) ? undefined : value}
              title={Number.isNaN(value) ? undefined : String(value)}
            >
              {isLoss ? formatLoss(t, value) : formatShare(t, value)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
