/** Which rule turns a gradient into a change of the weights; behind 'More', how its rate goes on and how large a gradient may be. */
import { useId } from 'react';
import { OPTIMIZER_IDS } from '../../domain/ids';
import { useTranslate } from '../AppContext';
import { HelpLabel } from '../controls/HelpLabel';
import { SelectBox } from '../controls/SelectField';
import { OPTIMIZER_FORMULAS } from '../formulas';
import { Help } from '../Help';
import { MoreSettings } from './MoreSettings';
import { editOptimizer, type SettingProps } from './updateNetwork';

export function Optimizer({ index, network, update }: SettingProps & { readonly index: number }) {
  const t = useTranslate();
  const labelId = useId();
  const { id } = network.optimizer;
  const label = t('training.optimizer');
  return (
    <div className="field">
      <div className="field-head">
        <HelpLabel
          id={labelId}
          label={label}
          help={<Help text={t('help.optimizer')} formula={OPTIMIZER_FORMULAS[id]} />}
        />
        <MoreSettings index={index} network={network} update={update} />
      </div>
      <div className="field-line">
        <SelectBox
          label={label}
          labelledBy={labelId}
          value={id}
          choices={OPTIMIZER_IDS.map((choice) => ({ id: choice, text: t(`optimizer.${choice}`) }))}
          onChoose={(choice) => update(editOptimizer({ id: choice }))}
        />
      </div>
    </div>
  );
}
