/** How measured figures are written on the page: a fixed number of digits, so that they do not jump; the exact number stands in `data-value`. */
import type { Translate } from '../i18n/translate';

const MISSING = '–';

/** Three significant digits, in a width that hardly changes; very small and very large ones with a power of ten. */
export function formatLoss(t: Translate, value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.0001 || size >= 100_000))
    return value.toExponential(1).replace('-', '−').replace('e+', 'e');
  const digits = size < 0.001 ? 5 : size < 0.01 ? 4 : size < 10 ? 3 : size < 100 ? 2 : 1;
  return t.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−');
}

export function formatShare(t: Translate, share: number): string {
  return Number.isFinite(share) ? t.percent(share) : MISSING;
}

/** Signed, two digits after the point: weights, means. */
export function formatSigned(t: Translate, value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  if (Math.abs(value) >= 100_000) return value.toExponential(1).replace('-', '−').replace('e+', 'e');
  return t.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace('-', '−');
}

/** A rate of steps: three significant digits, so that its width changes with its magnitude only. */
export function formatRate(t: Translate, value: number): string {
  return t.number(value, { maximumSignificantDigits: value < 10 ? 2 : 3 });
}
