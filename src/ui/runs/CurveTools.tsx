/** What both curves share: what the x axis counts, and how much the lines are smoothed. */
import type { ViewSpec } from '../../domain/experiment';
import { LIMITS } from '../../domain/limits';
import { smoothingSpan } from '../../charts/smoothSeries';
import { useExperiment, useTranslate } from '../AppContext';
import { fixedCodec } from '../controls/numberCodec';
import { PopoverButton } from '../controls/PopoverButton';
import { SelectBox } from '../controls/SelectField';
import { SliderField } from '../controls/SliderField';
import { linearScale } from '../controls/sliderScale';
import { editView } from '../editExperiment';
import { Help } from '../Help';

const AXES: readonly ViewSpec['xAxis'][] = ['epochs', 'steps', 'samples', 'seconds'];
const SMOOTHING_SCALE = linearScale(LIMITS.smoothing.min, LIMITS.smoothing.max, 0.01);
const SMOOTHING_FORMULA = 's = Σ βⁿ xₙ / Σ βⁿ';
const WIDTH_PX = 280;

export function AxisSelect() {
  const t = useTranslate();
  const xAxis = useExperiment((state) => state.experiment.view.xAxis);
  const change = useExperiment((state) => state.change);
  return (
    <SelectBox
      label={t('curves.xAxis')}
      title={t(`curves.axisTitle.${xAxis}`)}
      className="select-quiet select-axis"
      value={xAxis}
      choices={AXES.map((id) => ({ id, text: t(`curves.axis.${id}`) }))}
      onChoose={(id) => change(editView({ xAxis: id }), 'commit')}
    />
  );
}

export function SmoothingButton() {
  const t = useTranslate();
  const smoothing = useExperiment((state) => state.experiment.view.smoothing);
  const change = useExperiment((state) => state.change);
  return (
    <PopoverButton
      text={smoothing > 0 ? `${t('curves.smoothing')} ${t.number(smoothing)}` : t('curves.smoothing')}
      isActive={smoothing > 0}
      panelLabel={t('curves.smoothing')}
      widthPx={WIDTH_PX}
      className="chip-smoothing"
    >
      {() => (
        <SliderField
          label={t('curves.smoothing')}
          help={<Help text={t('help.smoothing')} formula={SMOOTHING_FORMULA} />}
          value={smoothing}
          range={LIMITS.smoothing}
          codec={fixedCodec()}
          scale={SMOOTHING_SCALE}
          stepBy={(value, steps) => value + steps * 0.01}
          onChange={(value, how) => change(editView({ smoothing: value }), how)}
          widthCh={4}
          note={
            <span className="unit smoothing-span">
              {smoothing > 0
                ? t('curves.smoothingSpan', { epochs: spanText(t.number, smoothing) })
                : t('curves.smoothingNone')}
            </span>
          }
        />
      )}
    </PopoverButton>
  );
}

/** Over how many epochs the mean reaches, in two digits. */
export function spanText(
  format: (value: number, options: Intl.NumberFormatOptions) => string,
  smoothing: number,
): string {
  return format(smoothingSpan(smoothing), { maximumSignificantDigits: 2 });
}
