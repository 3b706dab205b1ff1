/** How coordinates and outputs are written where a place is read out; the exact number stands in `data-value`. */
import type { Translate } from '../../i18n/translate';

const withMinus = (text: string): string => text.replace('-', '−');

/** Two digits after the point: as fine as a step of the cursor. */
export function formatCoordinate(t: Translate, x: number): string {
  return withMinus(t.number(x, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
}

/** Digits after the point: a share near 0 or 1 is not rounded to it. */
const MOST_DIGITS = 9;
function digitsOf(size: number): number {
  if (size >= 1000) return 0;
  if (size >= 10) return 2;
  const toEnd = Math.min(size, Math.abs(1 - size));
  return toEnd === 0 ? 4 : Math.min(MOST_DIGITS, Math.max(4, 1 - Math.floor(Math.log10(toEnd))));
}

/** Four digits after the point, more next to 0 and 1, fewer for large numbers; what is not finite is a dash. */
export function formatOutput(t: Translate, value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100_000) return withMinus(value.toExponential(2).replace('e+', 'e'));
  const digits = digitsOf(size);
  return withMinus(t.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
}
