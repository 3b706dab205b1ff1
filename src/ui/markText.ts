/** Says what was changed on the way, for the mark on a curve: 'learning rate 0.03 → 0.3'. */
import type { TuneChange } from '../domain/commands';
import type { TextKey, Translate } from '../i18n/translate';
import { TEXTS } from '../i18n/translate';

/** Fields whose values are names; where their texts begin. */
const NAMED: Partial<Readonly<Record<TuneChange['field'], string>>> = {
  activation: 'activation',
  loss: 'loss',
  optimizer: 'optimizer',
  regularization: 'regularization',
  schedule: 'schedule',
  clipping: 'clipping',
};

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(TEXTS.en, key);
}

function valueText(t: Translate, field: TuneChange['field'], value: number | string | boolean): string {
  if (typeof value === 'number') return t.number(value);
  if (typeof value === 'boolean') return t(value ? 'mark.on' : 'mark.off');
  const key = `${NAMED[field] ?? field}.${value}`;
  return isTextKey(key) ? t(key) : value;
}

/** A few words in the language of `t`; layers are numbered from 1. */
export function markText(t: Translate, change: TuneChange): string {
  if (change.field === 'draw') return drawnText(t, change.layer);
  const params = {
    field: t(`mark.field.${change.field}`),
    from: valueText(t, change.field, change.from),
    to: valueText(t, change.field, change.to),
  };
  if (change.layer === null) return t('mark.change', params);
  if (change.layer === 'output') return t('mark.changeInOutput', params);
  return t('mark.changeInLayer', { ...params, layer: change.layer + 1 });
}

/** Which draw it was says nothing to a person. */
function drawnText(t: Translate, layer: TuneChange['layer']): string {
  const field = t('mark.field.draw');
  if (layer === null) return field;
  return layer === 'output' ? t('mark.inOutput', { field }) : t('mark.inLayer', { field, layer: layer + 1 });
}
