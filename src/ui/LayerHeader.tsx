/** What stands above a column of the network: its name and its settings. */
import { useId, type ReactNode } from 'react';
import type { ActivationSpec } from '../domain/experiment';
import { ACTIVATIONS } from '../domain/formula/activations';
import { ACTIVATION_IDS, HIDDEN_ACTIVATION_IDS, type ActivationId } from '../domain/ids';
import { LIMITS } from '../domain/limits';
import { useExperiment, useTranslate } from './AppContext';
import { HelpLabel } from './controls/HelpLabel';
import { NumberField, type ChangeHow } from './controls/NumberField';
import { exactDigits, parsePlainNumber, plainCodec, type NumberCodec } from './controls/numberCodec';
import { SelectBox } from './controls/SelectField';
import { Toggle } from './controls/Toggle';
import { INPUT_NAMES } from './DataPanel';
import { chooseOutput, editLayer, editOutput, removeLayer } from './network/editLayers';
import { ACTIVATION_FORMULAS, UNIT_FORMULA } from './formulas';
import { Help } from './Help';
import { Icon } from './Icon';
import { useNetwork } from './useNetwork';

/** Rosenblatt's: y is the label, f(z) the step's output. */
const PERCEPTRON_FORMULA = 'w ← w + η (y − f(z)) x';

const COUNT_CODEC: NumberCodec = { format: exactDigits, exact: exactDigits, parse: parsePlainNumber };

export function InputsHeader() {
  const t = useTranslate();
  const inputs = useExperiment((state) => state.experiment.inputs);
  return (
    <div className="layer">
      <div className="layer-title">
        <span className="layer-name">{t('network.inputs')}</span>
      </div>
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
  /** Moves the layer. */
  readonly handle: ReactNode;
  readonly onRedraw: () => void;
}

export function HiddenHeader({ network: index, layer, handle, onRedraw }: HiddenHeaderProps) {
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
        <span className="layer-tools">{handle}</span>
        <LayerName
          id={titleId}
          name={t('network.layer', { number: layer + 1 })}
          activation={spec.activation.id}
        />
        <span className="layer-tools">
          <RedrawButton onRedraw={onRedraw} />
          <button
            type="button"
            className="layer-tool"
            aria-label={t('network.removeLayer')}
            title={t('network.removeLayer')}
            onClick={() => change(removeLayer(index, layer), 'commit')}
          >
            <Icon name="close" />
          </button>
        </span>
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
          choices={HIDDEN_ACTIVATION_IDS}
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

export interface OutputHeaderProps {
  readonly network: number;
  readonly onRedraw: () => void;
}

export function OutputHeader({ network: index, onRedraw }: OutputHeaderProps) {
  const t = useTranslate();
  const titleId = useId();
  const { output } = useNetwork(index);
  const change = useExperiment((state) => state.change);
  const set = (activation: ActivationSpec, how: ChangeHow) => change(chooseOutput(index, activation), how);
  const isPerceptron = output.activation.id === 'step';
  return (
    <div className="layer" role="group" aria-labelledby={titleId}>
      <div className="layer-title">
        <span className="layer-tools" />
        <LayerName id={titleId} name={t('network.output')} activation={output.activation.id} />
        <span className="layer-tools">
          <RedrawButton onRedraw={onRedraw} />
        </span>
      </div>
      <div className="layer-line">
        <span className="layer-fixed" title={t('network.outputFixed')}>
          {t('network.unitCount.one')}
        </span>
        <ActivationSelect activation={output.activation} choices={ACTIVATION_IDS} onChange={set} />
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
      {isPerceptron ? (
        <div className="layer-note" title={t('help.perceptronRule')}>
          {t('network.perceptronRule')}
        </div>
      ) : null}
    </div>
  );
}

interface LayerNameProps {
  readonly id: string;
  readonly name: string;
  readonly activation: ActivationId;
}

function RedrawButton({ onRedraw }: { readonly onRedraw: () => void }) {
  const t = useTranslate();
  return (
    <button
      type="button"
      className="layer-tool"
      aria-label={t('network.reinitialize')}
      title={`${t('network.reinitialize')}: ${t('help.reinitialize')}`}
      onClick={onRedraw}
    >
      <Icon name="dice" />
    </button>
  );
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
          <Help
            text={activation === 'step' ? t('help.perceptronRule') : t('help.step')}
            {...(activation === 'step' ? { formula: PERCEPTRON_FORMULA } : {})}
          />
          <Help text={`${t('network.bias')}: ${t('help.bias')}`} />
          <Help text={`${t('network.freeze')}: ${t('help.freeze')}`} />
          <Help text={`${t('network.reinitialize')}: ${t('help.reinitialize')}`} />
          <Help text={`${t('network.moveLayer')}: ${t('help.move')}`} />
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
