/** Turns a text key into a sentence of one language; numbers among the parameters are written as that language writes them. Holds no texts. */
import { en } from './en';
import { enDevice } from './enDevice';
import { enData } from './enData';
import { enNetwork } from './enNetwork';
import { enReports } from './enReports';
import { enRuns } from './enRuns';
import { ko } from './ko';
import { koDevice } from './koDevice';
import { koData } from './koData';
import { koNetwork } from './koNetwork';
import { koReports } from './koReports';
import { koRuns } from './koRuns';

export type TextKey =
  | keyof typeof en
  | keyof typeof enData
  | keyof typeof enDevice
  | keyof typeof enNetwork
  | keyof typeof enReports
  | keyof typeof enRuns;
export type TextParams = Readonly<Record<string, string | number>>;

/** Every language that the page speaks; adding one is one entry here. */
export const TEXTS = {
  en: { ...enReports, ...enRuns, ...enData, ...enNetwork, ...enDevice, ...en },
  ko: { ...koReports, ...koRuns, ...koData, ...koNetwork, ...koDevice, ...ko },
} as const satisfies Record<string, Readonly<Record<TextKey, string>>>;
export type TextLanguage = keyof typeof TEXTS;

export interface Translate {
  /** The text of `key`, each `{name}` replaced by `params.name`; a parameter that is not given stays as `{name}`. */
  (key: TextKey, params?: TextParams): string;
  readonly language: TextLanguage;
  /** Ten significant digits at most, so that 0.1 + 0.2 reads 0.3; options go to `Intl.NumberFormat`. */
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  /** A share from 0 to 1 as a percentage with one decimal. */
  readonly percent: (share: number) => string;
}

const PLAIN_NUMBER: Intl.NumberFormatOptions = { maximumSignificantDigits: 10 };
const PERCENT: Intl.NumberFormatOptions = {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
};

/** Making a number format costs a hundred times what using it costs, so each is made once a language. */
export function createTranslate(language: TextLanguage): Translate {
  const texts: Readonly<Record<TextKey, string>> = TEXTS[language];
  const formats = new Map<string, Intl.NumberFormat>();
  const number = (value: number, options: Intl.NumberFormatOptions = PLAIN_NUMBER): string => {
    const id = JSON.stringify(options);
    let format = formats.get(id);
    if (!format) {
      format = new Intl.NumberFormat(language, options);
      formats.set(id, format);
    }
    return format.format(value);
  };
  const translate = (key: TextKey, params?: TextParams): string => {
    const text = texts[key];
    if (!params) return text;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number(value) : value;
    });
  };
  return Object.assign(translate, { language, number, percent: (share: number) => number(share, PERCENT) });
}
