/** The one sentence that says what is seen in the run. */
import { describeFinding, WARNING_FINDINGS, type Finding } from '../domain/finding';
import type { Translate } from '../i18n/translate';
import { useServices, useStatus, useTranslate } from './AppContext';
import { formatLoss, formatShare } from './formatFigure';
import { useDataSet } from './useDataSet';
import { useNetworkFacts } from './useNetwork';

export function FindingLine({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { snapshots } = useServices();
  const { trainer, cause } = useStatus((status) => status.worker);
  const { labels, train } = useDataSet();
  // Renders at the pace of the slow facts.
  useNetworkFacts(index);
  let ones = 0;
  for (const at of train) ones += labels[at] ?? 0;
  const finding = describeFinding(snapshots.history(index), {
    trainer,
    divergedAt: cause?.code === 'notFinite' ? cause.epoch : null,
    majorityShare: Math.max(ones, train.length - ones) / train.length,
  });
  return (
    <p className="finding" data-finding={finding.code} data-warning={WARNING_FINDINGS[finding.code]}>
      {findingText(t, finding)}
    </p>
  );
}

function findingText(t: Translate, finding: Finding): string {
  switch (finding.code) {
    case 'starting':
    case 'failed':
      return t(`finding.${finding.code}`);
    case 'diverged':
      return t('finding.diverged', { epoch: finding.epoch });
    case 'validationRising':
      return t('finding.validationRising', {
        since: finding.since,
        lowest: formatLoss(t, finding.lowest),
        now: formatLoss(t, finding.now),
      });
    case 'notStarted':
      return t('finding.notStarted', { accuracy: formatShare(t, finding.accuracy) });
    case 'nearChance':
    case 'solved':
      return t(`finding.${finding.code}`, {
        epoch: finding.epoch,
        accuracy: formatShare(t, finding.accuracy),
      });
    case 'falling':
    case 'steady':
    case 'risingTraining':
      return t(`finding.${finding.code}`, {
        since: finding.since,
        from: formatLoss(t, finding.from),
        epoch: finding.epoch,
        now: formatLoss(t, finding.now),
      });
    default:
      return unknownFinding(finding);
  }
}

function unknownFinding(finding: never): never {
  throw new RangeError(`unknown finding ${JSON.stringify(finding)}`);
}
