/** Holds the two languages against each other: same places for values, and nothing left untranslated. */
import { describe, expect, it } from 'vitest';
import { TEXTS, type TextKey } from './translate';

const keys = Object.keys(TEXTS.en) as TextKey[]; // Object.keys forgets the key type that the table has
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Names that Korean textbooks leave in Latin letters, and languages, which are always named in their own. */
const SAME_IN_KOREAN =
  /^(app\.name|language\.\w+|data\.set\.xor|engine\.(choice|name)\.(tfjs|cpu)|backend\.name\.\w+|optimizer\.(adagrad|rmsprop|adam)|regularization\.(l1|l2)|activation\.(tanh|relu|leakyRelu|elu|selu|softplus|swish|gelu)|.*[aA]lpha|mark\.change)$/;

describe('TEXTS', () => {
  it('has the same places for values in every text of both languages', () => {
    for (const key of keys) expect([key, placesOf(TEXTS.ko[key])]).toEqual([key, placesOf(TEXTS.en[key])]);
  });

  it('has no Korean text that is still the English one, but for names that stay as they are', () => {
    const same = keys.filter((key) => TEXTS.ko[key] === TEXTS.en[key]);
    expect(same.filter((key) => !SAME_IN_KOREAN.test(key))).toEqual([]);
  });

  it('puts no particle after a place for a value in Korean, since the right one depends on the value', () => {
    for (const key of keys)
      expect([key, TEXTS.ko[key]]).not.toEqual([
        key,
        expect.stringMatching(/\}(은|는|이|가|을|를|과|와|으로|로)(\s|$|[.,])/),
      ]);
  });
});
