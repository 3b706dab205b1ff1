import { describe, expect, it } from 'vitest';
import type { Problem } from '../domain/result';
import { markText } from './markText';
import { placeText, problemText } from './problemText';
import { createTranslate, TEXTS } from '../i18n/translate';

const en = createTranslate('en');
const ko = createTranslate('ko');

describe('the place of a problem', () => {
  it('is named as the page names it, counted from 1', () => {
    expect(placeText(en, 'data.noise')).toBe('Noise');
    expect(placeText(en, 'data.seed')).toBe('Data seed');
    expect(placeText(en, 'networks.0.seed')).toBe('Network 1 › Seed');
    expect(placeText(en, 'networks[0].hidden[1].units')).toBe('Network 1 › Layer 2 › Units');
    expect(placeText(en, 'networks.0.optimizer.id')).toBe('Network 1 › Optimizer');
    expect(placeText(en, 'networks.0.optimizer.learningRate')).toBe('Network 1 › Learning rate');
    expect(placeText(en, 'networks.0.regularization.rate')).toBe('Network 1 › Regularization rate');
    expect(placeText(en, 'networks.0.hidden')).toBe('Network 1 › Hidden layers');
    expect(placeText(en, 'inputs.2')).toBe('Inputs › entry 3');
    expect(placeText(en, 'data')).toBe('Data');
    expect(placeText(en, 'address')).toBe('Address');
    expect(placeText(en, '')).toBe('Address');
    expect(placeText(ko, 'networks.0.hidden.1.units')).toBe('신경망 1 › 은닉층 2 › 뉴런 수');
  });

  it('is shown as it is spelt where the page knows no name, whatever the name is', () => {
    expect(placeText(en, 'data.constructor')).toBe('constructor');
  });
});

const PROBLEMS: readonly Problem[] = [
  { code: 'outOfRange', path: 'data.noise', value: 7, min: 0, max: 0.5 },
  { code: 'notInteger', path: 'data.samples', value: 10.5 },
  { code: 'unknownChoice', path: 'data.kind', value: 'moons', choices: ['xor', 'circle'] },
  { code: 'wrongType', path: 'data', expected: 'object' },
  { code: 'wrongCount', path: 'networks', count: 9, min: 1, max: 4 },
  { code: 'unknownVersion', path: 'version', value: 2 },
  { code: 'notAllowed', path: 'networks.0.loss', reason: 'lossNeedsOutput' },
  { code: 'notAllowed', path: 'networks.0.hidden.0.dropout', reason: 'notYet' },
  { code: 'notAllowed', path: 'inputs', reason: 'duplicate' },
  { code: 'unreadable', path: 'address' },
];

describe('the text of a problem', () => {
  it('says what, where, and what to do', () => {
    expect(PROBLEMS.slice(0, 3).map((problem) => problemText(en, problem))).toEqual([
      'Noise: 7 is outside 0 to 0.5. Choose a value in that range.',
      'Samples: 10.5 is not a whole number. Choose a whole number.',
      'Data set: “moons” is not known. Choose one of: xor, circle.',
    ]);
    expect(problemText(ko, { code: 'outOfRange', path: 'data.noise', value: 7, min: 0, max: 0.5 })).toBe(
      '노이즈: 값 7, 허용 범위 0 ~ 0.5. 범위 안의 값을 선택하세요.',
    );
  });

  it('leaves no parameter open, in both languages', () => {
    for (const t of [en, ko]) {
      for (const problem of PROBLEMS) expect(problemText(t, problem)).not.toMatch(/[{}]|undefined/);
    }
  });
});

describe('the text of a mark', () => {
  it('names field, layer and values', () => {
    expect(markText(en, { field: 'learningRate', layer: null, from: 0.03, to: 0.3 })).toBe(
      'learning rate 0.03 → 0.3',
    );
    expect(markText(en, { field: 'activation', layer: 0, from: 'relu', to: 'leakyRelu' })).toBe(
      'layer 1: activation ReLU → LeakyReLU',
    );
    expect(markText(en, { field: 'frozen', layer: 'output', from: false, to: true })).toBe(
      'output layer: frozen off → on',
    );
    expect(markText(ko, { field: 'learningRate', layer: null, from: 0.03, to: 0.3 })).toBe(
      '학습률 0.03 → 0.3',
    );
  });
});

describe('translation', () => {
  it('has the same parameters in every language', () => {
    const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const [key, text] of Object.entries(TEXTS.en)) {
      const translated = Object.entries(TEXTS.ko).find(([other]) => other === key)?.[1];
      expect([key, namesIn(translated ?? '')]).toEqual([key, namesIn(text)]);
    }
  });

  it('writes numbers without rounding noise, and leaves a parameter that is missing', () => {
    expect(en('mark.change', { field: 'x', from: 0.1 + 0.2 })).toBe('x 0.3 → {to}');
    expect(en.percent(0.965)).toBe('96.5%');
    expect(en.number(0.00001)).toBe('0.00001');
  });
});
