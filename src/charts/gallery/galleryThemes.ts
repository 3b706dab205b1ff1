/** The two themes of the gallery; the page itself reads its own from its style sheet. */
import type { ChartColors } from '../chartTypes';

export const GALLERY_THEMES: Record<'light' | 'dark', ChartColors> = {
  light: {
    paper: '#faf9f7',
    surface: '#ffffff',
    sunken: '#f1efea',
    ink: '#1d2126',
    inkSecond: '#4d5660',
    inkThird: '#616a75',
    line: '#e4e1db',
    warn: '#985700',
    focus: '#3b6fe0',
    negative: '#d9650b',
    negativeSoft: '#f6c59a',
    mid: '#f4f2ee',
    positiveSoft: '#a3c6ea',
    positive: '#1763b8',
  },
  dark: {
    paper: '#101318',
    surface: '#171b22',
    sunken: '#0b0e12',
    ink: '#e9ecef',
    inkSecond: '#b4bcc6',
    inkThird: '#949ea9',
    line: '#272d36',
    warn: '#f0b35a',
    focus: '#7aa2ff',
    negative: '#ff9a4d',
    negativeSoft: '#8a5426',
    mid: '#20252d',
    positiveSoft: '#2b5580',
    positive: '#62b0ff',
  },
};
