/** The two colour scales (signed value, probability) as lookup tables; nothing else in charts mixes colours of values. */
import { interpolateLab, rgb } from 'd3';
import type { ChartColors, Palette } from './chartTypes';

/**
 * 256 colours: entry 0 is -1 (probability 0), entry 128 is exactly 0 (0.5), entry 255 is 1. The halves have 128 and 127 steps, so that the
 * neutral colour is hit exactly. `words` and `bytes` (RGBA) share one buffer, so that a word can be copied to an image whatever the byte order.
 */
export interface ColorTable {
  readonly bytes: Uint8ClampedArray;
  readonly words: Uint32Array;
}

export const TABLE_SIZE = 256;
const NEUTRAL = 128;
const cache = new Map<string, Record<Palette, ColorTable>>();
/** Two themes are in use; anything far beyond that is a caller that makes up colours. */
const CACHE_LIMIT = 16;

/** Both tables of a theme, computed once for each set of five scale colours. */
export function colorTables(colors: ChartColors): Record<Palette, ColorTable> {
  const key = `${colors.negative}|${colors.negativeSoft}|${colors.mid}|${colors.positiveSoft}|${colors.positive}`;
  const known = cache.get(key);
  if (known) return known;
  const tables = {
    signed: buildTable(
      [colors.negative, colors.negativeSoft, colors.mid],
      [colors.mid, colors.positiveSoft, colors.positive],
    ),
    probability: buildTable([colors.negativeSoft, colors.mid], [colors.mid, colors.positiveSoft]),
  };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, tables);
  return tables;
}

/** Table entry of a value in [-1, 1]; values beyond are clamped, NaN is neutral. */
export function colorIndex(value: number): number {
  if (value >= 0) return value < 1 ? (NEUTRAL + 0.5 + 127 * value) | 0 : TABLE_SIZE - 1;
  if (value < 0) return value > -1 ? (NEUTRAL + 0.5 + 128 * value) | 0 : 0;
  return NEUTRAL;
}

/** CSS colour of a value in [-1, 1] (for a probability p: 2p - 1). */
export function cssColor(table: ColorTable, value: number): string {
  const [red, green, blue] = table.bytes.subarray(colorIndex(value) * 4, colorIndex(value) * 4 + 3);
  return `rgb(${red},${green},${blue})`;
}

/** The same colour, more or less transparent; alpha from 0 to 1. */
export function withAlpha(color: string, alpha: number): string {
  const { r, g, b } = rgb(color);
  return `rgba(${r},${g},${b},${alpha})`;
}

/** Piecewise linear in CIELAB through the stops of each half: equal steps of value look about equally far apart. */
function buildTable(negativeStops: readonly string[], positiveStops: readonly string[]): ColorTable {
  const bytes = new Uint8ClampedArray(TABLE_SIZE * 4);
  for (let entry = 0; entry < TABLE_SIZE; entry += 1) {
    const color = rgb(
      entry < NEUTRAL
        ? mixStops(negativeStops, entry / NEUTRAL)
        : mixStops(positiveStops, (entry - NEUTRAL) / (TABLE_SIZE - 1 - NEUTRAL)),
    );
    bytes.set([color.r, color.g, color.b, 255], entry * 4);
  }
  return { bytes, words: new Uint32Array(bytes.buffer) };
}

/** `share` from 0 (first stop) to 1 (last). */
function mixStops(stops: readonly string[], share: number): string {
  const position = share * (stops.length - 1);
  const index = Math.min(Math.floor(position), stops.length - 2);
  const from = stops[index] ?? '#000';
  const to = stops[index + 1] ?? from;
  return interpolateLab(from, to)(position - index);
}
