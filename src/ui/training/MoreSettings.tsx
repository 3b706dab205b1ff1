/** Learning-rate schedule and gradient clipping, behind one button that shows the rate in force where a schedule changes it. */
import { useId, type ReactNode } from 'react';
import type { ClippingSpec, ScheduleSpec } from '../../domain/experiment';
import { CLIPPING_IDS, SCHEDULE_IDS } from '../../domain/ids';
import { rateAtEpoch } from '../../domain/learningRate';
import { LIMITS } from '../../domain/limits';
import { useTranslate } from '../AppContext';
import { HelpLabel } from '../controls/HelpLabel';
import { NumberField, type ChangeHow } from '../controls/NumberField';
import { plainCodec } from '../controls/numberCodec';
import { PopoverButton } from '../controls/PopoverButton';
import { SelectField } from '../controls/SelectField';
import { stepLeadingDigit } from '../controls/sliderScale';
import { CLIPPING_FORMULAS, SCHEDULE_FORMULAS } from '../formulas';
import { Help } from '../Help';
import { useNetworkFacts } from '../useNetwork';
import { lastEpochShown, RateSparkline } from './RateSparkline';
import { editOptimizer, type SettingProps } from './updateNetwork';

const WIDTH_PX = 320;
const CURVE = { widthPx: 284, heightPx: 56 } as const;
const SMALL_CURVE = { widthPx: 26, heightPx: 14 } as const;

export function MoreSettings({ index, network, update }: SettingProps & { readonly index: number }) {
  const t = useTranslate();
  const epoch = useNetworkFacts(index)?.epoch ?? 0;
  const { optimizer } = network;
  const { schedule, clipping } = optimizer;
  const hasSchedule = schedule.id !== 'constant';
  const digits = { maximumSignificantDigits: 3 };
  const rate = t.number(rateAtEpoch(optimizer, epoch), digits);
  const name = t('training.moreTitle');
  return (
    <PopoverButton
      text={
        hasSchedule ? (
          <>
            <RateSparkline optimizer={optimizer} epoch={epoch} {...SMALL_CURVE} />
            <span className="rate-now">{rate}</span>
          </>
        ) : (
          t('training.more')
        )
      }
      label={
        hasSchedule
          ? `${rate}: ${name}, ${t('training.rateNow', { rate })}`
          : `${t('training.more')}: ${name}`
      }
      title={hasSchedule ? t('training.rateNowLong', { epoch, rate }) : name}
      isActive={hasSchedule || clipping.id !== 'none'}
      panelLabel={name}
      widthPx={WIDTH_PX}
      className="chip-more"
    >
      {() => (
        <div className="more">
          <Schedule network={network} update={update} />
          <RateSparkline
            optimizer={optimizer}
            epoch={epoch}
            {...CURVE}
            label={t('training.rateCurve', {
              last: lastEpochShown(optimizer, epoch),
              from: t.number(rateAtEpoch(optimizer, 0), digits),
              to: t.number(rateAtEpoch(optimizer, lastEpochShown(optimizer, epoch)), digits),
              epoch,
              rate,
            })}
          />
          <p className="rate-line">{t('training.rateNowLong', { epoch, rate })}</p>
          <Clipping network={network} update={update} />
        </div>
      )}
    </PopoverButton>
  );
}

function Schedule({ network, update }: SettingProps) {
  const t = useTranslate();
  const { schedule } = network.optimizer;
  const set = (change: Partial<ScheduleSpec>, how: ChangeHow = 'commit') =>
    update((spec) => editOptimizer({ schedule: { ...spec.optimizer.schedule, ...change } })(spec), how);
  return (
    <>
      <SelectField
        label={t('training.schedule')}
        help={<Help text={t('help.schedule')} formula={SCHEDULE_FORMULAS[schedule.id]} />}
        value={schedule.id}
        choices={SCHEDULE_IDS.map((id) => ({ id, text: t(`schedule.${id}`) }))}
        onChoose={(id) => set({ id })}
      />
      {schedule.id === 'constant' ? null : (
        <NumberRow
          label={t(`training.everyEpochs.${schedule.id}`)}
          help={<Help text={t('help.everyEpochs')} />}
        >
          {(labelledBy, label) => (
            <NumberField
              label={label}
              labelledBy={labelledBy}
              value={schedule.everyEpochs}
              range={LIMITS.scheduleEpochs}
              codec={plainCodec(t.number)}
              stepBy={(value, steps) => value + steps}
              onChange={(everyEpochs, how) => set({ everyEpochs }, how)}
              widthCh={6}
            />
          )}
        </NumberRow>
      )}
      {schedule.id === 'step' || schedule.id === 'exponential' ? (
        <NumberRow label={t('training.factor')} help={<Help text={t('help.factor')} />}>
          {(labelledBy, label) => (
            <NumberField
              label={label}
              labelledBy={labelledBy}
              value={schedule.factor}
              range={LIMITS.scheduleFactor}
              codec={plainCodec(t.number)}
              stepBy={(value, steps) => value + 0.01 * steps}
              onChange={(factor, how) => set({ factor }, how)}
              widthCh={6}
            />
          )}
        </NumberRow>
      ) : null}
    </>
  );
}

function Clipping({ network, update }: SettingProps) {
  const t = useTranslate();
  const { clipping } = network.optimizer;
  const set = (change: Partial<ClippingSpec>, how: ChangeHow = 'commit') =>
    update((spec) => editOptimizer({ clipping: { ...spec.optimizer.clipping, ...change } })(spec), how);
  return (
    <>
      <SelectField
        label={t('training.clipping')}
        help={<Help text={t('help.clipping')} formula={CLIPPING_FORMULAS[clipping.id]} />}
        value={clipping.id}
        choices={CLIPPING_IDS.map((id) => ({ id, text: t(`clipping.${id}`) }))}
        onChoose={(id) => set({ id })}
      />
      {clipping.id === 'none' ? null : (
        <NumberRow label={t('training.clippingLimit')} help={<Help text={t('help.clippingLimit')} />}>
          {(labelledBy, label) => (
            <NumberField
              label={label}
              labelledBy={labelledBy}
              value={clipping.limit}
              range={LIMITS.clippingLimit}
              codec={plainCodec(t.number)}
              stepBy={(value, steps) => stepLeadingDigit(value, steps, LIMITS.clippingLimit.min)}
              onChange={(limit, how) => set({ limit }, how)}
              widthCh={6}
            />
          )}
        </NumberRow>
      )}
    </>
  );
}

interface NumberRowProps {
  readonly label: string;
  readonly help: ReactNode;
  /** Given the id and the text of the name. */
  readonly children: (labelledBy: string, label: string) => ReactNode;
}

function NumberRow({ label, help, children }: NumberRowProps) {
  const id = useId();
  return (
    <div className="field number-row">
      <HelpLabel id={id} label={label} help={help} />
      {children(id, label)}
    </div>
  );
}
