/** The strip of training settings above the network: rates, batch, optimiser, loss, initial weights. */
import type { NetworkSpec } from '../domain/experiment';
import { defaultOutputFor, isOutputAllowed } from '../domain/formula/losses';
import { ACTIVATIONS } from '../domain/formula/activations';
import { countTrain } from '../domain/generateData';
import { INITIALIZER_IDS, LOSS_IDS, OPTIMIZER_IDS, REGULARIZATION_IDS, type LossId } from '../domain/ids';
import { LIMITS } from '../domain/limits';
import { useExperiment, useTranslate } from './AppContext';
import { NumberField, type ChangeHow } from './controls/NumberField';
import { plainCodec } from './controls/numberCodec';
import { SeedField } from './controls/SeedField';
import { SelectField } from './controls/SelectField';
import { SliderField } from './controls/SliderField';
import { logScale, stepLeadingDigit } from './controls/sliderScale';
import { editNetwork } from './editExperiment';
import {
  BATCH_FORMULA,
  INITIALIZER_FORMULAS,
  LEARNING_RATE_FORMULA,
  LOSS_FORMULAS,
  OPTIMIZER_FORMULAS,
  REGULARIZATION_FORMULAS,
} from './formulas';
import { Help } from './Help';
import { useNetwork } from './useNetwork';

const RATE_SCALE = logScale(LIMITS.learningRate, LIMITS.learningRate.min);
const LOWEST_REGULARIZATION = 1e-6;
const REGULARIZATION_SCALE = logScale(LIMITS.regularizationRate, LOWEST_REGULARIZATION, true);

type Update = (change: (network: NetworkSpec) => NetworkSpec, how?: ChangeHow) => void;

export function TrainingPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const network = useNetwork(index);
  const change = useExperiment((state) => state.change);
  const update: Update = (edit, how = 'commit') => change(editNetwork(index, edit), how);
  return (
    <section className="training" aria-label={t('region.training')}>
      <LearningRate network={network} update={update} />
      <SelectField
        label={t('training.optimizer')}
        help={<Help text={t('help.optimizer')} formula={OPTIMIZER_FORMULAS[network.optimizer.id]} />}
        value={network.optimizer.id}
        choices={OPTIMIZER_IDS.map((id) => ({ id, text: t(`optimizer.${id}`) }))}
        onChoose={(id) => update((spec) => ({ ...spec, optimizer: { ...spec.optimizer, id } }))}
      />
      <SelectField
        label={t('training.loss')}
        help={<Help text={t('help.loss')} formula={LOSS_FORMULAS[network.loss]} />}
        value={network.loss}
        choices={LOSS_IDS.map((id) => ({ id, text: t(`loss.${id}`) }))}
        onChoose={(loss) => update((spec) => withLoss(spec, loss))}
      />
      <Initializer network={network} update={update} />
      <BatchSize network={network} update={update} />
      <SelectField
        label={t('training.regularization')}
        help={
          <Help
            text={t('help.regularization')}
            formula={REGULARIZATION_FORMULAS[network.regularization.id]}
          />
        }
        value={network.regularization.id}
        choices={REGULARIZATION_IDS.map((id) => ({ id, text: t(`regularization.${id}`) }))}
        onChoose={(id) => update((spec) => ({ ...spec, regularization: { ...spec.regularization, id } }))}
      />
      <SliderField
        label={t('training.regularizationRate')}
        help={<Help text={t('help.regularizationRate')} formula="λ" />}
        value={network.regularization.rate}
        range={LIMITS.regularizationRate}
        codec={plainCodec(t.number)}
        scale={REGULARIZATION_SCALE}
        stepBy={(value, steps) => stepLeadingDigit(value, steps, LOWEST_REGULARIZATION)}
        onChange={(rate, how) =>
          update((spec) => ({ ...spec, regularization: { ...spec.regularization, rate } }), how)
        }
        widthCh={6}
        disabled={network.regularization.id === 'none'}
      />
      <SeedField
        label={t('training.seed')}
        help={<Help text={t('help.seed')} />}
        value={network.seed}
        onChange={(seed, how) => update((spec) => ({ ...spec, seed }), how)}
      />
    </section>
  );
}

/** A loss takes an output activation with it where the present one does not go with it. */
function withLoss(network: NetworkSpec, loss: LossId): NetworkSpec {
  const present = network.output.activation;
  if (isOutputAllowed(loss, present.id)) return { ...network, loss };
  const id = defaultOutputFor(loss);
  const activation = { id, alpha: ACTIVATIONS[id].usesAlpha ? ACTIVATIONS[id].defaultAlpha : present.alpha };
  return { ...network, loss, output: { ...network.output, activation } };
}

interface PartProps {
  readonly network: NetworkSpec;
  readonly update: Update;
}

function LearningRate({ network, update }: PartProps) {
  const t = useTranslate();
  const { min, max } = LIMITS.learningRate;
  const rate = network.optimizer.learningRate;
  const set = (learningRate: number, how: ChangeHow) =>
    update((spec) => ({ ...spec, optimizer: { ...spec.optimizer, learningRate } }), how);
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

function BatchSize({ network, update }: PartProps) {
  const t = useTranslate();
  const train = useExperiment((state) => countTrain(state.experiment.data));
  const steps = Math.ceil(train / Math.min(network.batchSize, train));
  return (
    <SliderField
      label={t('training.batchSize')}
      help={<Help text={t('help.batchSize')} formula={BATCH_FORMULA} />}
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
      note={
        <span className="unit">
          {steps === 1 ? t('training.stepsPerEpoch.one') : t('training.stepsPerEpoch.many', { steps })}
        </span>
      }
    />
  );
}

function Initializer({ network, update }: PartProps) {
  const t = useTranslate();
  const { id, limit, stddev } = network.initializer;
  const setNumber = (field: 'limit' | 'stddev') => (value: number, how: ChangeHow) =>
    update((spec) => ({ ...spec, initializer: { ...spec.initializer, [field]: value } }), how);
  const stepBy = (value: number, steps: number) => value + steps * 0.1;
  const extra =
    id === 'uniform' ? (
      <span className="extra">
        ±
        <NumberField
          label={t('training.limit')}
          value={limit}
          range={LIMITS.uniformLimit}
          codec={plainCodec(t.number)}
          stepBy={stepBy}
          onChange={setNumber('limit')}
          widthCh={4}
        />
      </span>
    ) : id === 'normal' ? (
      <span className="extra">
        σ
        <NumberField
          label={t('training.stddev')}
          value={stddev}
          range={LIMITS.normalStddev}
          codec={plainCodec(t.number)}
          stepBy={stepBy}
          onChange={setNumber('stddev')}
          widthCh={4}
        />
      </span>
    ) : null;
  return (
    <SelectField
      label={t('training.initializer')}
      help={
        <>
          <Help text={t('help.initializer')} formula={INITIALIZER_FORMULAS[id]} />
          {id === 'uniform' ? <p>{t('help.limit')}</p> : null}
          {id === 'normal' ? <p>{t('help.stddev')}</p> : null}
        </>
      }
      value={id}
      choices={INITIALIZER_IDS.map((choice) => ({ id: choice, text: t(`initializer.${choice}`) }))}
      onChoose={(choice) => update((spec) => ({ ...spec, initializer: { ...spec.initializer, id: choice } }))}
      extra={extra}
    />
  );
}
