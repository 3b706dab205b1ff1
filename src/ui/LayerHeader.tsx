/** What stands above a column of the network: its name and its settings. */
import { useId } from 'react';
import type { ActivationSpec } from '../domain/experiment';
import { ACTIVATIONS } from '../domain/formula/activations';
import { isOutputAllowed } from '../domain/formula/losses';
import { ACTIVATION_IDS, type ActivationId } from '../domain/ids';
import { LIMITS } from '../domain/limits';
import { useExperiment, useTranslate } from './AppContext';
import { HelpLabel } from './controls/HelpLabel';
import { NumberField, type ChangeHow } from './controls/NumberField';
import { exactDigits, parsePlainNumber, plainCodec, type NumberCodec } from './controls/numberCodec';
import { SelectBox } from './controls/SelectField';
import { Toggle } from './controls/Toggle';
import { INPUT_NAMES } from './DataPanel';
import { editLayer, editOutput, removeLayer } from './editExperiment';
import { ACTIVATION_FORMULAS, UNIT_FORMULA } from './formulas';
import { Help } from './Help';
import { Icon } from './Icon';
import { useNetwork } from './useNetwork';

const COUNT_CODEC: NumberCodec = { format: exactDigits, exact: exactDigits, parse: parsePlainNumber };

export function InputsHeader() {
  const t = useTranslate();
  const inputs = useExperiment((state) => state.experiment.inputs);
  return (
    <div className="layer">
      <div className="layer-title">{t('network.inputs')}</div>
      <div className="layer-note">
        {inputs.map((input, at) => (
          <span key={input}>
            {at > 0 ? ', ' : ''}
            {INPUT_NAMES[input]}
          </span>
        ))}
      </div>
    </div>
  );
}

export interface HiddenHeaderProps {
  readonly network: number;
  readonly layer: number;
}

export function HiddenHeader({ network: index, layer }: HiddenHeaderProps) {
  const t = useTranslate();
  const titleId = useId();
  const spec = useNetwork(index).hidden[layer];
  const change = useExperiment((state) => state.change);
  if (!spec) return null;
  const { min, max } = LIMITS.units;
  const setUnits = (units: number, how: ChangeHow) => change(editLayer(index, layer, { units }), how);
  return (
    <div className="layer" role="group" aria-labelledby={titleId}>
      <div className="layer-title">
        <LayerName
          id={titleId}
          name={t('network.layer', { number: layer + 1 })}
          activation={spec.activation.id}
        />
        <button
          type="button"
          className="layer-remove"
          aria-label={t('network.removeLayer')}
          title={t('network.removeLayer')}
          onClick={() => change(removeLayer(index, layer), 'commit')}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="layer-line">
        <span className="stepper">
          <button
            type="button"
            aria-label={t('network.fewerUnits')}
            disabled={spec.units <= min}
            onClick={() => setUnits(spec.units - 1, 'commit')}
          >
            <Icon name="minus" />
          </button>
          <NumberField
            label={t('network.units')}
            value={spec.units}
            range={LIMITS.units}
            codec={COUNT_CODEC}
            stepBy={(value, steps) => value + steps}
            onChange={setUnits}
            widthCh={2}
          />
          <button
            type="button"
            aria-label={t('network.moreUnits')}
            disabled={spec.units >= max}
            onClick={() => setUnits(spec.units + 1, 'commit')}
          >
            <Icon name="plus" />
          </button>
        </span>
        <ActivationSelect
          activation={spec.activation}
          choices={ACTIVATION_IDS}
          onChange={(activation, how) => change(editLayer(index, layer, { activation }), how)}
        />
      </div>
      <div className="layer-line layer-options">
        <Alpha
          activation={spec.activation}
          onChange={(activation, how) => change(editLayer(index, layer, { activation }), how)}
        />
        <Toggle
          label={t('network.bias')}
          on={spec.bias}
          onChange={(bias) => change(editLayer(index, layer, { bias }), 'commit')}
        />
        <Toggle
          label={t('network.freeze')}
          on={spec.frozen}
          onChange={(frozen) => change(editLayer(index, layer, { frozen }), 'commit')}
        />
      </div>
    </div>
  );
}

export function OutputHeader({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const titleId = useId();
  const { output, loss } = useNetwork(index);
  const change = useExperiment((state) => state.change);
  const set = (activation: ActivationSpec, how: ChangeHow) => change(editOutput(index, { activation }), how);
  return (
    <div className="layer" role="group" aria-labelledby={titleId}>
      <div className="layer-title">
        <LayerName id={titleId} name={t('network.output')} activation={output.activation.id} />
      </div>
      <div className="layer-line">
        <span className="layer-fixed" title={t('network.outputFixed')}>
          {t('network.unitCount.one')}
        </span>
        <ActivationSelect
          activation={output.activation}
          choices={ACTIVATION_IDS.filter((id) => isOutputAllowed(loss, id))}
          onChange={set}
        />
      </div>
      <div className="layer-line layer-options">
        <Alpha activation={output.activation} onChange={set} />
        <Toggle
          label={t('network.bias')}
          on={output.bias}
          onChange={(bias) => change(editOutput(index, { bias }), 'commit')}
        />
        <Toggle
          label={t('network.freeze')}
          on={output.frozen}
          onChange={(frozen) => change(editOutput(index, { frozen }), 'commit')}
        />
      </div>
    </div>
  );
}

interface LayerNameProps {
  readonly id: string;
  readonly name: string;
  readonly activation: ActivationId;
}

/** The name explains what all settings below it mean. */
function LayerName({ id, name, activation }: LayerNameProps) {
  const t = useTranslate();
  return (
    <HelpLabel
      id={id}
      label={name}
      help={
        <>
          <Help text={`${t('network.units')}: ${t('help.units')}`} formula={UNIT_FORMULA} />
          <Help
            text={`${t('network.activation')}: ${t('help.activation')}`}
            formula={ACTIVATION_FORMULAS[activation]}
          />
          {ACTIVATIONS[activation].usesAlpha ? <Help text={`α: ${t('help.alpha')}`} /> : null}
          <Help text={`${t('network.bias')}: ${t('help.bias')}`} />
          <Help text={`${t('network.freeze')}: ${t('help.freeze')}`} />
        </>
      }
    />
  );
}

interface ActivationProps {
  readonly activation: ActivationSpec;
  readonly onChange: (activation: ActivationSpec, how: ChangeHow) => void;
}

function ActivationSelect({
  activation,
  choices,
  onChange,
}: ActivationProps & { readonly choices: readonly ActivationId[] }) {
  const t = useTranslate();
  return (
    <SelectBox
      label={t('network.activation')}
      className="select-pill"
      value={activation.id}
      choices={choices.map((id) => ({ id, text: t(`activation.${id}`) }))}
      onChoose={(id) => {
        const { usesAlpha, defaultAlpha } = ACTIVATIONS[id];
        onChange({ id, alpha: usesAlpha ? defaultAlpha : activation.alpha }, 'commit');
      }}
    />
  );
}

function Alpha({ activation, onChange }: ActivationProps) {
  const t = useTranslate();
  if (!ACTIVATIONS[activation.id].usesAlpha) return null;
  return (
    <span className="extra" title={t('help.alpha')}>
      α
      <NumberField
        label={t('network.alpha')}
        value={activation.alpha}
        range={LIMITS.alpha}
        codec={plainCodec(t.number)}
        stepBy={(value, steps) => value + steps * 0.01}
        onChange={(alpha, how) => onChange({ ...activation, alpha }, how)}
        widthCh={3}
      />
    </span>
  );
}
