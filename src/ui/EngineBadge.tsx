/** Says which engine trains, how fast and why this one, and lets the person choose another. */
import { useId, useRef } from 'react';
import type { TextKey } from '../i18n/translate';
import type { SettingsState, StatusState } from '../store/storeTypes';
import { useSettings, useSlowFacts, useStatus, useTranslate } from './AppContext';
import { placePopover } from './controls/placePopover';
import { SelectBox } from './controls/SelectField';
import { formatRate } from './formatFigure';

type Engine = NonNullable<StatusState['worker']['engine']>;
type Choice = 'auto' | NonNullable<SettingsState['engineChoice']['engine']>;

/** Engines that can be chosen; the fused one is offered only to those who asked for it by address. */
const OFFERED: readonly Choice[] = ['auto', 'tfjs', 'cpu'];
const CHOICE_TEXTS: Readonly<Record<Choice, TextKey>> = {
  auto: 'engine.choice.auto',
  fused: 'engine.choice.fused',
  tfjs: 'engine.choice.tfjs',
  cpu: 'engine.choice.cpu',
};
const POPOVER_WIDTH_PX = 300;

export function EngineBadge() {
  const t = useTranslate();
  const popoverId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const engine = useStatus((status) => status.worker.engine);
  const trainer = useStatus((status) => status.worker.trainer);
  const stepsPerSecond = useSlowFacts((facts) => facts.stepsPerSecond);
  const { engine: chosen } = useSettings((settings) => settings.engineChoice);
  const set = useSettings((settings) => settings.set);
  const choice: Choice = chosen ?? 'auto';
  const offered: readonly Choice[] = OFFERED.includes(choice) ? OFFERED : [...OFFERED, choice];
  const pace =
    trainer === 'training'
      ? t('badge.stepsPerSecond', { steps: formatRate(t, stepsPerSecond) })
      : t(`trainer.${trainer}`);
  return (
    <div className="engine">
      <button
        ref={button}
        type="button"
        className="badge"
        popoverTarget={popoverId}
        data-engine={engine?.engine}
        data-backend={engine?.backend}
        data-adapter={engine?.adapter ?? ''}
        data-state={trainer}
      >
        <span className="visually-hidden">{t('badge.show')} </span>
        <span className="badge-dot" aria-hidden="true" />
        <span className="badge-name">{engine ? shortName(t, engine) : t('badge.starting')}</span>
        <span
          className="badge-pace"
          data-metric="stepsPerSecond"
          data-network={0}
          data-value={stepsPerSecond}
        >
          {pace}
        </span>
      </button>
      <div
        id={popoverId}
        popover="auto"
        className="popover"
        onBeforeToggle={(event) => {
          if (button.current) placePopover(button.current, event.currentTarget, POPOVER_WIDTH_PX);
        }}
      >
        <p className="popover-title">{t('badge.title')}</p>
        {engine ? <EngineFacts engine={engine} /> : <p>{t('badge.starting')}</p>}
      </div>
      <SelectBox
        label={t('engine.label')}
        className="select-quiet"
        value={choice}
        choices={offered.map((id) => ({ id, text: t(CHOICE_TEXTS[id]) }))}
        onChoose={(id) => set({ engineChoice: { engine: id === 'auto' ? null : id, backend: null } })}
      />
    </div>
  );
}

function shortName(t: ReturnType<typeof useTranslate>, engine: Engine): string {
  if (engine.engine === 'cpu') return t('engine.name.cpu');
  if (engine.engine === 'fused') return t('backend.name.webgpu');
  return `TF.js ${t(`backend.name.${engine.backend}`)}`;
}

function EngineFacts({ engine }: { readonly engine: Engine }) {
  const t = useTranslate();
  return (
    <dl className="facts">
      <dt>{t('badge.engine')}</dt>
      <dd>{t(`engine.name.${engine.engine}`)}</dd>
      <dt>{t('badge.backend')}</dt>
      <dd>{t(`backend.name.${engine.backend}`)}</dd>
      <dt>{t('badge.adapter')}</dt>
      <dd>{engine.adapter || t('badge.noAdapter')}</dd>
      <dt>{t('badge.why')}</dt>
      <dd>{t(`engine.reason.${engine.reason}`)}</dd>
    </dl>
  );
}
