/** From which distribution the initial weights are drawn, with the number that some distributions take. */
import { INITIALIZER_IDS } from '../../domain/ids';
import { LIMITS } from '../../domain/limits';
import { useTranslate } from '../AppContext';
import { NumberField, type ChangeHow } from '../controls/NumberField';
import { plainCodec } from '../controls/numberCodec';
import { SelectField } from '../controls/SelectField';
import { INITIALIZER_FORMULAS } from '../formulas';
import { Help } from '../Help';
import type { SettingProps } from './updateNetwork';

export function Initializer({ network, update }: SettingProps) {
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
