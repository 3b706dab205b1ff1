/** Numbers as charts write them, in the language's format with a true minus sign. */

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

const withMinus = (text: string): string => text.replace('-', '\u2212');

/** A tick: as short as it can be, below 1/1000 and from 10,000 in scientific notation (1e−5): at most five digits. */
export function formatTick(value: number, locale: string): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 10_000)) {
    const exponent = Math.floor(Math.log10(size) + 1e-9);
    const factor = Number((value / 10 ** exponent).toPrecision(3));
    return withMinus(`${factor}e${exponent}`);
  }
  return withMinus(numberFormat(locale, { maximumSignificantDigits: 4 }).format(value));
}

/** A figure in all the digits that float32 carries: seven. */
export function formatExact(value: number, locale: string): string {
  if (!Number.isFinite(value)) return '\u2013';
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.0001 || size >= 100_000)) {
    const [digits, exponent] = value.toExponential(6).split('e');
    return withMinus(`${Number(digits)}e${Number(exponent)}`);
  }
  return withMinus(numberFormat(locale, { maximumSignificantDigits: 7 }).format(value));
}

/** A share from 0 to 1 in percent, to a thousandth: every share of up to a thousand samples reads exactly. */
export function formatExactPercent(share: number, locale: string): string {
  if (!Number.isFinite(share)) return '\u2013';
  return numberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 3,
  }).format(share);
}

/** Seconds: two decimals below ten, one below a hundred, else none. */
export function formatSeconds(seconds: number, locale: string): string {
  const digits = seconds < 10 ? 2 : seconds < 100 ? 1 : 0;
  return numberFormat(locale, { maximumFractionDigits: digits }).format(seconds);
}

/** A count, grouped as the language groups. */
export function formatCount(count: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}
