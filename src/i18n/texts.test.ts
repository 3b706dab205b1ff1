/** Holds the two languages against each other: same places for values, and nothing left untranslated. */
import { describe, expect, it } from 'vitest';
import { TEXTS, type TextKey } from './translate';

const keys = Object.keys(TEXTS.en) as TextKey[]; // Object.keys forgets the key type that the table has
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Names that Korean textbooks leave in Latin letters, and languages, which are always named in their own. */
const SAME_IN_KOREAN =
  /^(app\.name|language\.\w+|data\.set\.xor|engine\.(choice|name)\.(tfjs|cpu)|backend\.name\.\w+|device\.(webgpu|test\.fromGpu|kib|mib|gib)|optimizer\.(adagrad|rmsprop|adam)|regularization\.(l1|l2)|activation\.(tanh|relu|leakyRelu|elu|selu|softplus|swish|gelu)|.*[aA]lpha|mark\.change|output\.place)$/;

/** Punctuation around places for values is the same everywhere. */
const hasWords = (text: string) => /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''));

/** Every file of texts beside this one. */
const files = import.meta.glob<Record<string, Record<string, string>>>(['./en*.ts', './ko*.ts'], {
  eager: true,
});

describe('TEXTS', () => {
  it('has the same places for values in every text of both languages', () => {
    for (const key of keys) expect([key, placesOf(TEXTS.ko[key])]).toEqual([key, placesOf(TEXTS.en[key])]);
  });

  it('has no Korean text that is still the English one, but for names that stay as they are', () => {
    const same = keys.filter((key) => TEXTS.ko[key] === TEXTS.en[key] && hasWords(TEXTS.en[key]));
    expect(same.filter((key) => !SAME_IN_KOREAN.test(key))).toEqual([]);
  });

  it('holds the texts of every file, each key once', () => {
    for (const language of ['en', 'ko'] as const) {
      const own = Object.entries(files).filter(([path]) => path.startsWith(`./${language}`));
      expect(own.length).toBeGreaterThan(1);
      const found = own.flatMap(([, exported]) =>
        Object.values(exported).flatMap((texts) => Object.keys(texts)),
      );
      expect(found.toSorted()).toEqual(Object.keys(TEXTS[language]).toSorted());
    }
  });

  it('puts no particle after a place for a value in Korean, since the right one depends on the value', () => {
    for (const key of keys)
      expect([key, TEXTS.ko[key]]).not.toEqual([
        key,
        expect.stringMatching(/\}(은|는|이|가|을|를|과|와|으로|로)(\s|$|[.,])/),
      ]);
  });
});
