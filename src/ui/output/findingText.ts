/** Findings and their details as sentences of a language. */
import type { Finding } from '../../domain/finding';
import type { FindingDetail } from '../../domain/findingDetail';
import type { Translate } from '../../i18n/translate';
import { formatLoss, formatShare } from '../formatFigure';

export function findingText(t: Translate, finding: Finding): string {
  switch (finding.code) {
    case 'starting':
    case 'failed':
    case 'allFrozen':
      return t(`finding.${finding.code}`);
    case 'diverged': {
      const { epoch, measured } = finding;
      if (!measured) return t('finding.diverged', { epoch });
      const { at, rate, largestGradient, largestWeight } = measured;
      return t('finding.divergedMeasured', {
        epoch,
        what: t(`finding.diverged.${at}`),
        rate,
        gradient:
          largestGradient === undefined ? t('finding.diverged.noGradient') : formatLoss(t, largestGradient),
        weight: formatLoss(t, largestWeight),
      });
    }
    case 'symmetric':
      return t(finding.zeros ? 'finding.symmetricZeros' : 'finding.symmetric', {
        layer: finding.layer + 1,
        units: finding.units,
      });
    case 'validationRising':
      return t('finding.validationRising', {
        since: finding.since,
        lowest: formatLoss(t, finding.lowest),
        now: formatLoss(t, finding.now),
      });
    case 'notStarted':
      return t('finding.notStarted', { accuracy: formatShare(t, finding.accuracy) });
    case 'nearChance':
      return t('finding.nearChance', {
        epoch: finding.epoch,
        accuracy: formatShare(t, finding.accuracy),
      });
    case 'solved':
    case 'bestReached': {
      const { code, epoch, best } = finding;
      const accuracy = formatShare(t, finding.accuracy);
      if (best === null) return t('finding.solved', { epoch, accuracy });
      const key = code === 'bestReached' ? 'finding.bestReached' : 'finding.solvedOf';
      return t(key, { epoch, accuracy, best: formatShare(t, best) });
    }
    case 'falling':
    case 'steady':
    case 'plateau':
    case 'risingTraining':
      return t(`finding.${finding.code}`, {
        since: finding.since,
        from: formatLoss(t, finding.from),
        epoch: finding.epoch,
        now: formatLoss(t, finding.now),
      });
    default:
      return unknownCode(finding);
  }
}

export function detailText(t: Translate, detail: FindingDetail): string {
  switch (detail.code) {
    case 'deadLayer':
      return t('detail.deadLayer', { layer: detail.layer + 1, units: detail.units });
    case 'deadUnits':
      return t('detail.deadUnits', { layer: detail.layer + 1, dead: detail.dead, units: detail.units });
    case 'vanishing':
      return t('detail.vanishing', {
        ratio: Number.isFinite(detail.ratio) ? t.number(detail.ratio, { maximumSignificantDigits: 2 }) : '∞',
      });
    case 'saturated':
      return t('detail.saturated', { layer: detail.layer + 1, share: formatShare(t, detail.share) });
    case 'perceptron':
      return t('detail.perceptron');
    case 'without':
      return t('detail.without', {
        layer: detail.layer + 1,
        unit: detail.unit + 1,
        accuracy: formatShare(t, detail.accuracy),
      });
    case 'withoutAny':
      return t('detail.withoutAny', { accuracy: formatShare(t, detail.accuracy) });
    default:
      return unknownCode(detail);
  }
}

function unknownCode(finding: never): never {
  throw new RangeError(`unknown finding ${JSON.stringify(finding)}`);
}
