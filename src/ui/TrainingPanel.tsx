/** The strip of training settings above the network: rates, batch, optimiser, loss, initial weights. */
import type { NetworkSpec } from '../domain/experiment';
import { ACTIVATIONS } from '../domain/formula/activations';
import { defaultOutputFor, isOutputAllowed } from '../domain/formula/losses';
import { LOSS_IDS, REGULARIZATION_IDS, type LossId } from '../domain/ids';
import { LIMITS } from '../domain/limits';
import { useExperiment, useTranslate } from './AppContext';
import { plainCodec } from './controls/numberCodec';
import { SeedField } from './controls/SeedField';
import { SelectField } from './controls/SelectField';
import { SliderField } from './controls/SliderField';
import { logScale, stepLeadingDigit } from './controls/sliderScale';
import { editNetwork } from './editExperiment';
import { LOSS_FORMULAS, REGULARIZATION_FORMULAS } from './formulas';
import { Help } from './Help';
import { BatchSize } from './training/BatchSize';
import { Initializer } from './training/Initializer';
import { LearningRate } from './training/LearningRate';
import { Optimizer } from './training/Optimizer';
import type { UpdateNetwork } from './training/updateNetwork';
import { useNetwork } from './useNetwork';

const LOWEST_REGULARIZATION = 1e-6;
const REGULARIZATION_SCALE = logScale(LIMITS.regularizationRate, LOWEST_REGULARIZATION, true);

export function TrainingPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const network = useNetwork(index);
  const change = useExperiment((state) => state.change);
  const update: UpdateNetwork = (edit, how = 'commit') => change(editNetwork(index, edit), how);
  return (
    <section className="training" aria-label={t('region.training')}>
      <LearningRate network={network} update={update} />
      <Optimizer index={index} network={network} update={update} />
      <SelectField
        label={t('training.loss')}
        help={
          <>
            <Help text={t('help.loss')} formula={LOSS_FORMULAS[network.loss]} />
            {network.loss === 'perceptron' ? <p>{t('help.perceptron')}</p> : null}
          </>
        }
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
