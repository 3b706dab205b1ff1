/** How a number is written in its field, and how what a person types is read; knows nothing of limits. */
import type { Range } from '../../domain/limits';

export interface NumberCodec {
  /** At rest. */
  readonly format: (value: number) => string;
  /** While it is edited: every digit. */
  readonly exact: (value: number) => string;
  /** null where the text is no number. */
  readonly parse: (text: string, range: Range) => number | null;
}

const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** A plain decimal number; thousands may be grouped by commas, and − counts as a minus. */
export function parsePlainNumber(text: string): number | null {
  const trimmed = text.trim().replaceAll('−', '-');
  const digits = GROUPED.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return null;
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

/** Ten significant digits, so that 0.1 + 0.2 reads 0.3. */
export function exactDigits(value: number): string {
  return String(Number(value.toPrecision(10)));
}

export function plainCodec(formatNumber: (value: number) => string): NumberCodec {
  return { format: formatNumber, exact: exactDigits, parse: parsePlainNumber };
}

/** Two decimals at least: 0.1 reads 0.10. */
export function fixedCodec(): NumberCodec {
  const format = (value: number) => {
    const digits = exactDigits(value);
    const decimals = digits.split('.')[1]?.length ?? 0;
    return decimals < 2 ? value.toFixed(2) : digits;
  };
  return { format, exact: exactDigits, parse: parsePlainNumber };
}

/** A share written as a percentage; `60`, `60%` and `0.6` all mean 0.6. */
export function percentCodec(): NumberCodec {
  const format = (value: number) => `${exactDigits(value * 100)}%`;
  const parse = (text: string, range: Range) => {
    const marked = text.trim().endsWith('%');
    const value = parsePlainNumber(marked ? text.trim().slice(0, -1) : text);
    if (value === null) return null;
    if (!marked && value >= range.min && value <= range.max) return value;
    return Number((value / 100).toPrecision(10));
  };
  return { format, exact: format, parse };
}

/** A speed; the `max` word, `max` and `∞` mean as fast as it goes. */
export function speedCodec(formatNumber: (value: number) => string, maxWord: string): NumberCodec {
  const format = (value: number) => (value === Infinity ? maxWord : formatNumber(value));
  const parse = (text: string) => {
    const word = text.trim().toLowerCase();
    return [maxWord.toLowerCase(), 'max', '∞', 'infinity'].includes(word) ? Infinity : parsePlainNumber(text);
  };
  return { format, exact: (value) => (value === Infinity ? maxWord : exactDigits(value)), parse };
}
