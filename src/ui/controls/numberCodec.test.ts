/** Holds what a person may type against the number that is meant. */
import { describe, expect, it } from 'vitest';
import { fixedCodec, parsePlainNumber, percentCodec, speedCodec } from './numberCodec';

const share = { min: 0.1, max: 0.9, integer: false };

describe('parsePlainNumber', () => {
  it('reads decimals, powers of ten, grouped thousands and either minus', () => {
    expect(['0.03', ' 3e-2 ', '4,000', '-1.5', '−1.5', '.5'].map(parsePlainNumber)).toEqual([
      0.03, 0.03, 4000, -1.5, -1.5, 0.5,
    ]);
  });

  it('gives null for what is no plain number', () => {
    for (const text of ['', 'abc', '1,00', '0x10', 'Infinity', '1 2', '--3'])
      expect(parsePlainNumber(text)).toBeNull();
  });
});

describe('percentCodec', () => {
  it('takes 60, 60% and 0.6 for the same share', () => {
    for (const text of ['60', '60%', '0.6']) expect(percentCodec().parse(text, share)).toBe(0.6);
    expect(percentCodec().format(0.07)).toBe('7%');
  });
});

describe('fixedCodec', () => {
  it('writes two decimals at least and never hides one', () => {
    expect([0.1, 0, 0.125].map(fixedCodec().format)).toEqual(['0.10', '0.00', '0.125']);
  });
});

describe('speedCodec', () => {
  it('reads the word for as fast as it goes, in the language of the page and in English', () => {
    const codec = speedCodec(String, '최대');
    for (const text of ['최대', 'max', '∞']) expect(codec.parse(text, share)).toBe(Infinity);
    expect(codec.format(Infinity)).toBe('최대');
    expect(codec.parse('10', share)).toBe(10);
  });
});
