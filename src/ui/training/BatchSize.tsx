/** The batch size, with what it amounts to in words: stochastic, so many steps an epoch, full batch. */
import { countTrain } from '../../domain/generateData';
import { LIMITS } from '../../domain/limits';
import type { Translate } from '../../i18n/translate';
import { useExperiment, useTranslate } from '../AppContext';
import { plainCodec } from '../controls/numberCodec';
import { SliderField } from '../controls/SliderField';
import { logScale } from '../controls/sliderScale';
import { BATCH_FORMULA } from '../formulas';
import { Help } from '../Help';
import type { SettingProps } from './updateNetwork';

export function BatchSize({ network, update }: SettingProps) {
  const t = useTranslate();
  const train = useExperiment((state) => countTrain(state.experiment.data));
  return (
    <SliderField
      label={t('training.batchSize')}
      help={
        <>
          <Help text={t('help.batchSize')} formula={BATCH_FORMULA} />
          <p>{t('help.batchWords')}</p>
        </>
      }
      value={network.batchSize}
      range={LIMITS.batchSize}
      codec={plainCodec(t.number)}
      scale={logScale(
        { min: LIMITS.batchSize.min, max: Math.max(2, train), integer: true },
        LIMITS.batchSize.min,
      )}
      stepBy={(value, by) => value + by}
      onChange={(batchSize, how) => update((spec) => ({ ...spec, batchSize }), how)}
      widthCh={4}
      note={<span className="unit">{batchWords(t, network.batchSize, train)}</span>}
    />
  );
}

/** `train` is the number of training samples; a batch of one sample that is all there is counts as full. */
export function batchWords(t: Translate, batchSize: number, train: number): string {
  const steps = Math.ceil(train / Math.min(batchSize, train));
  if (steps === 1) return t('training.fullBatch');
  if (batchSize === 1) return t('training.stochastic');
  return t('training.stepsPerEpoch.many', { steps });
}
