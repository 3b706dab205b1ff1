/** The bar above everything: name, history, transport, speed, epoch, engine, language, theme. Trains nothing itself. */
import { DEFAULT_SPEED } from '../domain/defaultExperiment';
import { countTrain } from '../domain/generateData';
import {
  useExperiment,
  usePanels,
  useServices,
  useSettings,
  useSlowFacts,
  useStatus,
  useTranslate,
} from './AppContext';
import { EngineBadge } from './EngineBadge';
import { Help } from './Help';
import { Icon, type IconName } from './Icon';
import { SelectBox } from './controls/SelectField';
import { SliderField } from './controls/SliderField';
import { speedCodec } from './controls/numberCodec';
import { speedScale, stepLeadingDigit } from './controls/sliderScale';
import { useNetworkFacts } from './useNetwork';

const SPEED_RANGE = { min: 0.0001, max: Infinity, integer: false } as const;
const FASTEST_PACED = 1000;

export function TopBar() {
  const t = useTranslate();
  const { language, theme, presentation, set } = useSettings((settings) => settings);
  const show = usePanels((panels) => panels.show);
  return (
    <header className="bar">
      <h1 className="brand">{t('app.name')}</h1>
      <HistoryButtons />
      <Transport />
      <Speed />
      <EpochCounter />
      <section className="bar-settings" aria-label={t('region.settings')}>
        <EngineBadge />
        <SelectBox
          label={t('language.label')}
          className="select-quiet"
          value={language}
          choices={[
            { id: 'en', text: t('language.en') },
            { id: 'ko', text: t('language.ko') },
          ]}
          onChoose={(chosen) => set({ language: chosen })}
        />
        <SelectBox
          label={t('theme.label')}
          className="select-quiet"
          value={theme}
          choices={[
            { id: 'system', text: t('theme.system') },
            { id: 'light', text: t('theme.light') },
            { id: 'dark', text: t('theme.dark') },
          ]}
          onChoose={(chosen) => set({ theme: chosen })}
        />
        <IconButton
          icon="screen"
          label={t('presentation.label')}
          hint={t('presentation.hint')}
          pressed={presentation}
          onClick={() => set({ presentation: !presentation })}
        />
        <IconButton
          icon="keys"
          label={t('shortcuts.open')}
          hint={`${t('shortcuts.help')} (?)`}
          onClick={() => show('shortcuts')}
        />
      </section>
    </header>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly disabled?: boolean;
  /** For what is on or off. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function IconButton({ icon, label, hint, disabled = false, pressed, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={hint}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function HistoryButtons() {
  const t = useTranslate();
  const hasPast = useExperiment((state) => state.past.length > 0);
  const hasFuture = useExperiment((state) => state.future.length > 0);
  const undo = useExperiment((state) => state.undo);
  const redo = useExperiment((state) => state.redo);
  return (
    <div className="bar-history">
      <IconButton
        icon="undo"
        label={t('transport.undo')}
        hint={t('transport.hint.undo')}
        disabled={!hasPast}
        onClick={undo}
      />
      <IconButton
        icon="redo"
        label={t('transport.redo')}
        hint={t('transport.hint.redo')}
        disabled={!hasFuture}
        onClick={redo}
      />
    </div>
  );
}

function Transport() {
  const t = useTranslate();
  const { run } = useServices();
  const trains = useStatus((status) => status.worker.trainer === 'training');
  return (
    // A press of the pointer does not take the focus, so that Space goes on playing and pausing after it.
    <section
      className="transport"
      aria-label={t('region.transport')}
      onMouseDown={(event) => {
        if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
      }}
    >
      <button
        type="button"
        className="button button-reset"
        title={t('transport.hint.reset')}
        onClick={run.reset}
      >
        <Icon name="reset" />
        <span>{t('transport.reset')}</span>
      </button>
      <button
        type="button"
        className="button button-seed"
        title={t('transport.hint.newSeed')}
        onClick={run.newSeed}
      >
        {t('transport.newSeed')}
      </button>
      <button
        type="button"
        className="play"
        aria-label={t(trains ? 'transport.pause' : 'transport.play')}
        title={t(trains ? 'transport.hint.pause' : 'transport.hint.play')}
        onClick={trains ? run.pause : run.play}
      >
        <Icon name={trains ? 'pause' : 'play'} />
      </button>
      <button type="button" className="button" title={t('transport.hint.step')} onClick={run.step}>
        {t('transport.step')}
      </button>
      <button type="button" className="button" title={t('transport.hint.epoch')} onClick={run.epoch}>
        {t('transport.epoch')}
      </button>
    </section>
  );
}

function Speed() {
  const t = useTranslate();
  const speed = useSettings((settings) => settings.speed);
  const set = useSettings((settings) => settings.set);
  const stepsPerEpoch = useExperiment(({ experiment: { data, networks } }) =>
    Math.ceil(countTrain(data) / Math.min(networks[0]?.batchSize ?? 1, countTrain(data))),
  );
  const codec = speedCodec(
    (value) => t.number(value, { maximumSignificantDigits: 3 }),
    t('transport.speedMax'),
  );
  return (
    <SliderField
      className="speed"
      label={t('transport.speed')}
      help={<Help text={t('help.speed')} />}
      value={speed}
      range={SPEED_RANGE}
      codec={codec}
      scale={speedScale(Math.min(DEFAULT_SPEED, 1 / stepsPerEpoch), FASTEST_PACED)}
      stepBy={(value, steps) => {
        if (value === Infinity) return steps > 0 ? Infinity : FASTEST_PACED;
        const next = stepLeadingDigit(value, steps, SPEED_RANGE.min);
        return next > FASTEST_PACED && steps > 0 ? Infinity : next;
      }}
      onChange={(value) => set({ speed: value })}
      widthCh={4}
      note={<span className="unit">{t('transport.speedUnit')}</span>}
    />
  );
}

function EpochCounter() {
  const t = useTranslate();
  const facts = useNetworkFacts(0);
  const hasPicture = useSlowFacts((slow) => slow.perNetwork.length > 0);
  const { epoch, step, stepInEpoch, stepsPerEpoch } = facts ?? {
    epoch: 0,
    step: 0,
    stepInEpoch: 0,
    stepsPerEpoch: 0,
  };
  return (
    <div className="epoch">
      <span className="epoch-caption">
        <span className="epoch-name">{t('transport.epochLabel')}</span>
        <span className="epoch-step" data-metric="step" data-network={0} data-value={step}>
          {hasPicture ? t('transport.stepOf', { step: stepInEpoch, steps: stepsPerEpoch }) : ''}
        </span>
      </span>
      <span className="epoch-number" data-metric="epoch" data-network={0} data-value={epoch}>
        {t.number(epoch)}
      </span>
    </div>
  );
}
