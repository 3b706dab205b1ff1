import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../i18n/translate';
import { batchWords } from './BatchSize';

const t = createTranslate('en');

describe('batchWords', () => {
  it('calls one sample a step stochastic, and all of them full batch', () => {
    expect(batchWords(t, 1, 200)).toBe('stochastic');
    expect(batchWords(t, 200, 200)).toBe('full batch');
    expect(batchWords(t, 4000, 200)).toBe('full batch');
  });

  it('counts the steps of an epoch in between, a short last batch included', () => {
    expect(batchWords(t, 10, 200)).toBe('20 steps an epoch');
    expect(batchWords(t, 150, 200)).toBe('2 steps an epoch');
  });
});
