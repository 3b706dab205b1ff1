/** Says which engine trains and how fast, opens the panel about the device, and lets the person choose another engine. */
import { useId } from 'react';
import type { TextKey } from '../i18n/translate';
import type { SettingsState, StatusState } from '../store/storeTypes';
import { usePanels, useSettings, useSlowFacts, useStatus, useTranslate } from './AppContext';
import { HelpLabel } from './controls/HelpLabel';
import { SelectBox } from './controls/SelectField';
import { formatRate } from './formatFigure';
import { Help } from './Help';

type Engine = NonNullable<StatusState['worker']['engine']>;
type Choice = 'auto' | NonNullable<SettingsState['engineChoice']['engine']>;

const OFFERED: readonly Choice[] = ['auto', 'fused', 'tfjs', 'cpu'];
const CHOICE_TEXTS: Readonly<Record<Choice, TextKey>> = {
  auto: 'engine.choice.auto',
  fused: 'engine.choice.fused',
  tfjs: 'engine.choice.tfjs',
  cpu: 'engine.choice.cpu',
};

export function EngineBadge() {
  const t = useTranslate();
  const labelId = useId();
  const show = usePanels((panels) => panels.show);
  const engine = useStatus((status) => status.worker.engine);
  const trainer = useStatus((status) => status.worker.trainer);
  const stepsPerSecond = useSlowFacts((facts) => facts.stepsPerSecond);
  const { engine: chosen } = useSettings((settings) => settings.engineChoice);
  const set = useSettings((settings) => settings.set);
  const choice: Choice = chosen ?? 'auto';
  const pace =
    trainer === 'training'
      ? t('badge.stepsPerSecond', { steps: formatRate(t, stepsPerSecond) })
      : t(`trainer.${trainer}`);
  return (
    <div className="engine">
      <span className="engine-choice">
        <HelpLabel id={labelId} label={t('engine.label')} help={<Help text={t('engine.help')} />} />
        <SelectBox
          label={t('engine.label')}
          labelledBy={labelId}
          className="select-quiet"
          value={choice}
          choices={OFFERED.map((id) => ({ id, text: t(CHOICE_TEXTS[id]) }))}
          onChoose={(id) => set({ engineChoice: { engine: id === 'auto' ? null : id, backend: null } })}
        />
      </span>
      <button
        type="button"
        className="badge"
        aria-haspopup="dialog"
        title={engine ? t(`engine.reason.${engine.reason}`) : t('badge.starting')}
        data-engine={engine?.engine}
        data-backend={engine?.backend}
        data-adapter={engine?.adapter ?? ''}
        data-state={trainer}
        onClick={() => show('device')}
      >
        <span className="visually-hidden">{t('badge.open')} </span>
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
    </div>
  );
}

function shortName(t: ReturnType<typeof useTranslate>, engine: Engine): string {
  if (engine.engine === 'cpu') return t('engine.name.cpu');
  if (engine.engine === 'fused') return t('backend.name.webgpu');
  return `TF.js ${t(`backend.name.${engine.backend}`)}`;
}
