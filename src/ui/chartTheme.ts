/** Reads the colours and the type of the present theme from the page's custom properties, for charts, which cannot use CSS. */
import { useSyncExternalStore } from 'react';
import type { ChartColors, ChartStyle } from '../charts/chartTypes';

/** All of a chart's style but its words. */
export type ChartTheme = Omit<ChartStyle<never>, 'words'>;

const CUSTOM_PROPERTIES: Readonly<Record<keyof ChartColors, string>> = {
  paper: '--paper',
  surface: '--surface',
  sunken: '--sunken',
  ink: '--ink',
  inkSecond: '--ink-second',
  inkThird: '--ink-third',
  line: '--line',
  warn: '--warn',
  focus: '--focus',
  negative: '--negative',
  negativeSoft: '--negative-soft',
  mid: '--mid',
  positiveSoft: '--positive-soft',
  positive: '--positive',
};

/** The least size of type that the page has, where no style sheet says otherwise. */
const DEFAULT_FONT_SIZE_PX = 12.5;

interface Read {
  /** Theme and width of the window: type grows with the page. */
  readonly key: string;
  readonly colors: ChartColors;
  readonly fontFamily: string;
  readonly fontSizePx: number;
}
let cached: Read | null = null;

/** Names the theme in force (`light` or `dark`) and whether type is large; `app` keeps both on the root element. */
function currentTheme(): string {
  const { theme = '', presentation = '' } = document.documentElement.dataset;
  return `${theme} ${presentation}`;
}

/** As `rgb(r, g, b)`, whatever notation the style sheet uses: a canvas knows them all. */
function resolveColor(text: string, context: CanvasRenderingContext2D): string {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

function readTheme(): Read {
  const key = `${currentTheme()} ${window.innerWidth}`;
  if (cached?.key === key) return cached;
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  const colorOf = (key: keyof ChartColors): string =>
    resolveColor(style.getPropertyValue(CUSTOM_PROPERTIES[key]).trim() || 'black', context);
  const read: Read = {
    key,
    colors: {
      paper: colorOf('paper'),
      surface: colorOf('surface'),
      sunken: colorOf('sunken'),
      ink: colorOf('ink'),
      inkSecond: colorOf('inkSecond'),
      inkThird: colorOf('inkThird'),
      line: colorOf('line'),
      warn: colorOf('warn'),
      focus: colorOf('focus'),
      negative: colorOf('negative'),
      negativeSoft: colorOf('negativeSoft'),
      mid: colorOf('mid'),
      positiveSoft: colorOf('positiveSoft'),
      positive: colorOf('positive'),
    },
    fontFamily: style.getPropertyValue('--font').trim() || 'system-ui, sans-serif',
    fontSizePx: Number.parseFloat(style.getPropertyValue('--size-small')) || DEFAULT_FONT_SIZE_PX,
  };
  // Before the style sheet is there nothing has a colour: that must not be remembered.
  if (style.getPropertyValue(CUSTOM_PROPERTIES.ink) !== '') cached = read;
  return read;
}

/** Colours and type for `locale`; read again only when the theme or the window's width changes. */
export function readChartTheme(locale: string): ChartTheme {
  const { colors, fontFamily, fontSizePx } = readTheme();
  return { colors, fontFamily, fontSizePx, locale };
}

function subscribeToTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-presentation'],
  });
  return () => observer.disconnect();
}

/** Renders again when the theme in force or the size of type changes, the system's own change included. */
export function useThemeName(): string {
  return useSyncExternalStore(subscribeToTheme, currentTheme);
}
