/** The learning rate: log slider, exact entry, a third and three times. */
import { LIMITS } from '../../domain/limits';
import { useTranslate } from '../AppContext';
import type { ChangeHow } from '../controls/NumberField';
import { plainCodec } from '../controls/numberCodec';
import { SliderField } from '../controls/SliderField';
import { logScale, stepLeadingDigit } from '../controls/sliderScale';
import { LEARNING_RATE_FORMULA } from '../formulas';
import { Help } from '../Help';
import { editOptimizer, type SettingProps } from './updateNetwork';

const RATE_SCALE = logScale(LIMITS.learningRate, LIMITS.learningRate.min);

export function LearningRate({ network, update }: SettingProps) {
  const t = useTranslate();
  const { min, max } = LIMITS.learningRate;
  const rate = network.optimizer.learningRate;
  const set = (learningRate: number, how: ChangeHow) => update(editOptimizer({ learningRate }), how);
  const times = (factor: number) => set(Math.min(max, Math.max(min, threefold(rate, factor))), 'commit');
  return (
    <SliderField
      label={t('training.learningRate')}
      help={<Help text={t('help.learningRate')} formula={LEARNING_RATE_FORMULA} />}
      value={rate}
      range={LIMITS.learningRate}
      codec={plainCodec(t.number)}
      scale={RATE_SCALE}
      stepBy={(value, steps) => stepLeadingDigit(value, steps, min)}
      onChange={set}
      widthCh={6}
      tools={
        <span className="chips">
          <button
            type="button"
            className="chip"
            aria-label={t('training.divideBy3')}
            title={t('training.divideBy3')}
            onClick={() => times(1 / 3)}
          >
            ÷3
          </button>
          <button
            type="button"
            className="chip"
            aria-label={t('training.multiplyBy3')}
            title={t('training.multiplyBy3')}
            onClick={() => times(3)}
          >
            ×3
          </button>
        </span>
      }
    />
  );
}

/** Keeps to the customary 1, 3, 10, 30 where the rate stands on it: 0.03 × 3 is 0.1, and 0.1 ÷ 3 is 0.03. */
function threefold(rate: number, factor: number): number {
  const product = Number((rate * factor).toPrecision(2));
  const decade = 10 ** Math.floor(Math.log10(product) + 1e-9);
  const digit = product / decade;
  if (Math.abs(digit - 9) < 0.01 && factor > 1) return Number((10 * decade).toPrecision(2));
  if (Math.abs(digit - 3.3) < 0.01 && factor < 1) return Number((3 * decade).toPrecision(2));
  return product;
}
