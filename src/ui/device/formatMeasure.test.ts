import { expect, it } from 'vitest';
import { createTranslate } from '../../i18n/translate';
import { formatBytes, formatMs } from './formatMeasure';

const en = createTranslate('en');
const ko = createTranslate('ko');

it('writes sizes in the largest unit that fits', () => {
  expect(formatBytes(en, 32768)).toBe('32 KiB');
  expect(formatBytes(en, 300 * 2 ** 20)).toBe('300 MiB');
  expect(formatBytes(en, 2 ** 31)).toBe('2 GiB');
  expect(formatBytes(en, 100)).toBe('100 bytes');
  expect(formatBytes(ko, 0)).toBe('0바이트');
});

it('writes times with three digits of the unit that fits', () => {
  expect(formatMs(en, 0.0123456)).toBe('12.3 µs');
  expect(formatMs(en, 12.3456)).toBe('12.3 ms');
  expect(formatMs(en, 1234.56)).toBe('1.23 s');
  expect(formatMs(ko, 0.5)).toBe('0.5ms');
});
