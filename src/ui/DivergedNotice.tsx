/** Says at which epoch the loss stopped being finite and what was measured then, and offers to go on with a smaller rate. Claims no cause that was not measured. */
import { useState } from 'react';
import { formatTick } from '../charts/formatNumber';
import type { Translate } from '../i18n/translate';
import type { StatusState } from '../store/storeTypes';
import { useExperiment, useServices, useStatus, useTranslate } from './AppContext';
import { Icon } from './Icon';
import { Notice } from './Notice';

type NotFinite = Extract<NonNullable<StatusState['worker']['cause']>, { readonly code: 'notFinite' }>;

/** Optimisers whose step is rate times gradient, or more: only there the product says how far a weight moves. */
const PLAIN_STEPS: ReadonlySet<string> = new Set(['sgd', 'momentum', 'nesterov']);
/** No sensible weight of such networks is larger. */
const HUGE_WEIGHT = 1000;
/** A step this many times larger than the weights themselves is still far too large at a third. */
const HOPELESS = 100;

export function DivergedNotice() {
  const t = useTranslate();
  const { run } = useServices();
  const worker = useStatus((status) => status.worker);
  const { cause } = worker;
  const networks = useExperiment((state) => state.experiment.networks);
  const [dismissed, setDismissed] = useState<unknown>(null);
  if (worker.trainer !== 'diverged' || cause?.code !== 'notFinite' || cause === dismissed) return null;
  const optimizer = networks[cause.network]?.optimizer.id ?? '';
  return (
    <Notice
      code="diverged"
      text={t('notice.diverged', { epoch: cause.epoch, cause: causeText(t, cause, optimizer) })}
    >
      <button type="button" className="button" onClick={run.continueGently}>
        {t('notice.continueGently')}
      </button>
      <button type="button" className="button" onClick={run.reset}>
        {t('notice.reset')}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('notice.dismiss')}
        onClick={() => setDismissed(cause)}
      >
        <Icon name="close" />
      </button>
    </Notice>
  );
}

/** From what was measured alone. */
export function causeText(t: Translate, cause: NotFinite, optimizer: string): string {
  const figure = (value: number) => formatTick(Number(value.toPrecision(3)), t.language);
  const { largestGradient: gradient, largestWeight, rate } = cause;
  const words = { weight: figure(largestWeight), rate: figure(rate) };
  if (gradient !== undefined && PLAIN_STEPS.has(optimizer) && rate * gradient > largestWeight)
    return [
      t('notice.diverged.gradient', { ...words, move: figure(rate * gradient) }),
      ...(rate * gradient > HOPELESS * largestWeight
        ? [t('notice.diverged.hopeless', { third: figure((rate * gradient) / 3) })]
        : []),
    ].join(' ');
  if (cause.at === 'loss') return t('notice.diverged.loss', words);
  if (gradient === undefined) return t('notice.diverged.notMeasured', words);
  if (largestWeight > HUGE_WEIGHT) return t('notice.diverged.weight', words);
  return t('notice.diverged.measured', { ...words, gradient: figure(gradient) });
}
