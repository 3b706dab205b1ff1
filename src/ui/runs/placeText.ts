/** Says where in a run a row stands, by all four counts: 'epoch 12 · step 240 · 2,400 samples · 1.2 s'. */
import { formatSeconds } from '../../charts/formatNumber';
import type { EpochMetrics } from '../../domain/metrics';
import type { Translate } from '../../i18n/translate';

export function placeText(t: Translate, { epoch, step, samples, seconds }: EpochMetrics): string {
  return t('curves.place', { epoch, step, samples, seconds: formatSeconds(seconds, t.language) });
}
