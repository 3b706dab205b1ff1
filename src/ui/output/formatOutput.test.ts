import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../i18n/translate';
import { formatCoordinate, formatOutput } from './formatOutput';

const t = createTranslate('en');

describe('formatOutput', () => {
  it('has four digits, and as many as it takes not to round to 0 or 1', () => {
    expect(formatOutput(t, 0.5)).toBe('0.5000');
    expect(formatOutput(t, 0.999983)).toBe('0.999983');
    expect(formatOutput(t, 0.0000123)).toBe('0.000012');
    expect(formatOutput(t, 1)).toBe('1.0000');
    expect(formatOutput(t, 0)).toBe('0.0000');
  });

  it('writes large and negative numbers shorter, with a true minus sign', () => {
    expect(formatOutput(t, -3.14159)).toBe('−3.1416');
    expect(formatOutput(t, 42.123)).toBe('42.12');
    expect(formatOutput(t, 4212)).toBe('4,212');
    expect(formatOutput(t, -1234567)).toBe('−1.23e6');
    expect(formatOutput(t, Number.NaN)).toBe('–');
  });
});

describe('formatCoordinate', () => {
  it('has two digits', () => expect(formatCoordinate(t, -0.4)).toBe('−0.40'));
});
