/** The rules by which training stops by itself: epochs, a target, early stopping; opened from the curves. */
import { useId, useState, type ReactNode } from 'react';
import type { EarlyStopping, MetricName, StopRules, StopTarget } from '../../domain/experiment';
import { LIMITS, type Range } from '../../domain/limits';
import type { Translate } from '../../i18n/translate';
import { useExperiment, useTranslate } from '../AppContext';
import { HelpLabel } from '../controls/HelpLabel';
import { NumberField, type ChangeHow } from '../controls/NumberField';
import { percentCodec, plainCodec, type NumberCodec } from '../controls/numberCodec';
import { PopoverButton } from '../controls/PopoverButton';
import { SelectBox } from '../controls/SelectField';
import { stepLeadingDigit } from '../controls/sliderScale';
import { Toggle } from '../controls/Toggle';
import { Help } from '../Help';

const METRICS: readonly MetricName[] = ['loss', 'valLoss', 'accuracy', 'valAccuracy'];
const SHARE: Range = { min: 0, max: 1, integer: false };
const WIDTH_PX = 360;

/** What a rule asks for when it is switched on for the first time. */
const FIRST_EPOCHS = 100;
const FIRST_TARGET: StopTarget = { metric: 'valAccuracy', value: 0.95 };
const FIRST_EARLY: EarlyStopping = { metric: 'valLoss', patience: 20, restoreBest: true };

const isAccuracy = (metric: MetricName): boolean => metric === 'accuracy' || metric === 'valAccuracy';

export function StopPanel() {
  const t = useTranslate();
  const stop = useExperiment((state) => state.experiment.stop);
  const isActive = stop.epochs !== null || stop.target !== null || stop.earlyStopping !== null;
  return (
    <PopoverButton
      text={t('stop.button')}
      isActive={isActive}
      panelLabel={t('stop.title')}
      widthPx={WIDTH_PX}
    >
      {() => (
        <div className="stop">
          <EpochsRule stop={stop} />
          <TargetRule stop={stop} />
          <EarlyRule stop={stop} />
        </div>
      )}
    </PopoverButton>
  );
}

/** A rule that is off keeps the settings it had; changing one of them switches the rule on. */
function useRule<K extends keyof StopRules>(stop: StopRules, name: K, initial: NonNullable<StopRules[K]>) {
  const change = useExperiment((state) => state.change);
  const [last, setLast] = useState(initial);
  const present: NonNullable<StopRules[K]> = stop[name] ?? last;
  const set = (value: StopRules[K], how: ChangeHow = 'commit') => {
    if (value !== null) setLast(value);
    change((experiment) => ({ ...experiment, stop: { ...experiment.stop, [name]: value } }), how);
  };
  const toggle = (on: boolean) => {
    setLast(present);
    set(on ? present : null);
  };
  return { isOn: stop[name] !== null, present, set, toggle };
}

interface RuleProps {
  readonly stop: StopRules;
}

interface RuleFrameProps {
  readonly name: string;
  readonly help: string;
  readonly isOn: boolean;
  readonly onToggle: (on: boolean) => void;
  readonly children: ReactNode;
}

function RuleFrame({ name, help, isOn, onToggle, children }: RuleFrameProps) {
  const id = useId();
  return (
    <div className="stop-rule" role="group" aria-labelledby={id} data-on={isOn}>
      <span className="stop-head">
        <label className="toggle check">
          <input
            type="checkbox"
            aria-labelledby={id}
            checked={isOn}
            onChange={(event) => onToggle(event.target.checked)}
          />
        </label>
        <HelpLabel id={id} label={name} help={<Help text={help} />} />
      </span>
      <div className="stop-line">{children}</div>
    </div>
  );
}

function EpochsRule({ stop }: RuleProps) {
  const t = useTranslate();
  const { isOn, present, set, toggle } = useRule(stop, 'epochs', FIRST_EPOCHS);
  return (
    <RuleFrame name={t('stop.epochs')} help={t('help.stopEpochs')} isOn={isOn} onToggle={toggle}>
      <NumberField
        label={t('stop.epochs')}
        value={present}
        range={LIMITS.stopEpochs}
        codec={plainCodec(t.number)}
        stepBy={(value, steps) => value + steps}
        onChange={set}
        widthCh={6}
      />
      <span className="unit">{t('stop.epochsUnit')}</span>
    </RuleFrame>
  );
}

/** Accuracies are entered in percent, losses as they are. */
function targetField(t: Translate, metric: MetricName): { codec: NumberCodec; range: Range } {
  return isAccuracy(metric)
    ? { codec: percentCodec(), range: SHARE }
    : { codec: plainCodec(t.number), range: LIMITS.targetValue };
}

function TargetRule({ stop }: RuleProps) {
  const t = useTranslate();
  const { isOn, present, set, toggle } = useRule(stop, 'target', FIRST_TARGET);
  const { metric, value } = present;
  const choose = (chosen: MetricName) => {
    const isSameKind = isAccuracy(chosen) === isAccuracy(metric);
    set({ metric: chosen, value: isSameKind ? value : isAccuracy(chosen) ? FIRST_TARGET.value : 0.1 });
  };
  return (
    <RuleFrame name={t('stop.target')} help={t('help.stopTarget')} isOn={isOn} onToggle={toggle}>
      <MetricSelect label={t('stop.targetMetric')} value={metric} onChoose={choose} />
      <span className="unit">{t(isAccuracy(metric) ? 'stop.atLeast' : 'stop.atMost')}</span>
      <NumberField
        label={t('stop.targetValue')}
        value={value}
        {...targetField(t, metric)}
        stepBy={(from, steps) =>
          isAccuracy(metric) ? from + 0.01 * steps : stepLeadingDigit(from, steps, 0.0001)
        }
        onChange={(next, how) => set({ metric, value: next }, how)}
        widthCh={5}
      />
    </RuleFrame>
  );
}

function EarlyRule({ stop }: RuleProps) {
  const t = useTranslate();
  const { isOn, present, set, toggle } = useRule(stop, 'earlyStopping', FIRST_EARLY);
  return (
    <RuleFrame name={t('stop.earlyStopping')} help={t('help.earlyStopping')} isOn={isOn} onToggle={toggle}>
      <MetricSelect
        label={t('stop.earlyMetric')}
        value={present.metric}
        onChoose={(metric) => set({ ...present, metric })}
      />
      <span>
        <NumberField
          label={t('stop.patience')}
          value={present.patience}
          range={LIMITS.patience}
          codec={plainCodec(t.number)}
          stepBy={(value, steps) => value + steps}
          onChange={(patience, how) => set({ ...present, patience }, how)}
          widthCh={4}
        />
        <span className="unit"> {t('stop.patienceUnit')}</span>
      </span>
      <Toggle
        label={t('stop.restoreBest')}
        on={present.restoreBest}
        onChange={(restoreBest) => set({ ...present, restoreBest })}
      />
    </RuleFrame>
  );
}

interface MetricSelectProps {
  readonly label: string;
  readonly value: MetricName;
  readonly onChoose: (metric: MetricName) => void;
}

function MetricSelect({ label, value, onChoose }: MetricSelectProps) {
  const t = useTranslate();
  return (
    <SelectBox
      label={label}
      value={value}
      choices={METRICS.map((id) => ({ id, text: t(`stop.metric.${id}`) }))}
      onChoose={onChoose}
    />
  );
}
