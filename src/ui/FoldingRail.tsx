/** One of the rails beside the network, with the handle that folds it away and back; on narrow pages, which have no rails, it folds nothing. */
import type { ReactNode } from 'react';
import { useSettings, useTranslate } from './AppContext';
import { Icon } from './Icon';

const RAILS = {
  data: { setting: 'foldsData', key: '[' },
  output: { setting: 'foldsOutput', key: ']' },
} as const;

export interface FoldingRailProps {
  readonly rail: keyof typeof RAILS;
  readonly children: ReactNode;
}

export function FoldingRail({ rail, children }: FoldingRailProps) {
  const t = useTranslate();
  const { setting, key } = RAILS[rail];
  const isFolded = useSettings((settings) => settings[setting]);
  const set = useSettings((settings) => settings.set);
  const action = t(`fold.${rail}.${isFolded ? 'show' : 'hide'}`);
  const handle = (
    <button
      type="button"
      className="fold"
      aria-label={action}
      aria-expanded={!isFolded}
      title={t('fold.hint', { action, key })}
      onClick={() => set({ [setting]: !isFolded })}
    >
      <Icon name={(rail === 'data') === isFolded ? 'forth' : 'back'} />
    </button>
  );
  return (
    <div className="rail-frame" data-rail={rail} data-folded={isFolded}>
      {rail === 'output' ? handle : null}
      <div className="rail-content">{children}</div>
      {rail === 'data' ? handle : null}
    </div>
  );
}
