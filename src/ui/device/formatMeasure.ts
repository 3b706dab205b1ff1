/** Times and sizes with the unit in which they read best, in the person's language. */
import type { TextKey, Translate } from '../../i18n/translate';

const BYTE_UNITS: readonly { readonly least: number; readonly text: TextKey }[] = [
  { least: 2 ** 30, text: 'device.gib' },
  { least: 2 ** 20, text: 'device.mib' },
  { least: 2 ** 10, text: 'device.kib' },
  { least: 1, text: 'device.bytes' },
];

/** In the largest unit of which there is one at least. */
export function formatBytes(t: Translate, bytes: number): string {
  const unit = BYTE_UNITS.find(({ least }) => bytes >= least);
  return unit
    ? t(unit.text, { value: t.number(bytes / unit.least, { maximumFractionDigits: 1 }) })
    : t('device.bytes', { value: bytes });
}

/** Three digits of microseconds, milliseconds or seconds. */
export function formatMs(t: Translate, ms: number): string {
  const digits = (value: number) => t.number(value, { maximumSignificantDigits: 3 });
  if (ms < 0.1) return t('device.us', { value: digits(ms * 1000) });
  if (ms < 1000) return t('device.ms', { value: digits(ms) });
  return t('device.seconds', { value: digits(ms / 1000) });
}
