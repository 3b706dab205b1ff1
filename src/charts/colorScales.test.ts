import { hcl, lab, rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { TABLE_SIZE, colorIndex, colorTables, cssColor, withAlpha } from './colorScales';
import { GALLERY_THEMES } from './gallery/galleryThemes';

const entries = Array.from({ length: TABLE_SIZE }, (_, entry) => entry);
const hueDistance = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

describe.each(Object.entries(GALLERY_THEMES))('the colour scales of the %s theme', (_, colors) => {
  const { signed, probability } = colorTables(colors);
  const colorAt = (bytes: Uint8ClampedArray, entry: number): string =>
    `rgb(${bytes.slice(4 * entry, 4 * entry + 3).join(',')})`;

  it('have exactly the neutral colour at 0 and at probability 0.5', () => {
    const mid = rgb(colors.mid).formatRgb().replaceAll(' ', '');
    expect(cssColor(signed, 0)).toBe(mid);
    expect(cssColor(probability, 2 * 0.5 - 1)).toBe(mid);
  });

  it('end at the full colours for signed values and at the soft ones for probabilities', () => {
    const plain = (color: string): string => rgb(color).formatRgb().replaceAll(' ', '');
    expect(cssColor(signed, -1)).toBe(plain(colors.negative));
    expect(cssColor(signed, 1)).toBe(plain(colors.positive));
    expect(cssColor(probability, -1)).toBe(plain(colors.negativeSoft));
    expect(cssColor(probability, 1)).toBe(plain(colors.positiveSoft));
  });

  it('go steadily from either end to the neutral one, in lightness, and keep to their hue', () => {
    const direction = Math.sign(lab(colors.mid).l - lab(colors.negative).l);
    for (const { bytes } of [signed, probability]) {
      const lightness = entries.map((entry) => lab(colorAt(bytes, entry)).l);
      for (let entry = 1; entry < TABLE_SIZE; entry += 1) {
        const step = ((lightness[entry] ?? 0) - (lightness[entry - 1] ?? 0)) * direction;
        // Rounding to 8 bits may take back a third of a unit.
        if (entry <= 128) expect(step).toBeGreaterThan(-0.35);
        else expect(step).toBeLessThan(0.35);
      }
      for (const entry of entries) {
        const color = hcl(colorAt(bytes, entry));
        if (color.c < 12) continue;
        expect(hueDistance(color.h, hcl(entry < 128 ? colors.negative : colors.positive).h)).toBeLessThan(40);
      }
    }
  });

  it('are the same object for equal colours', () => {
    expect(colorTables({ ...colors })).toBe(colorTables(colors));
  });
});

describe('colorIndex', () => {
  it('clamps, is symmetric and takes NaN for neutral', () => {
    expect([-5, -1, 0, 1, 5].map(colorIndex)).toEqual([0, 0, 128, 255, 255]);
    expect(colorIndex(Number.NaN)).toBe(128);
    expect([colorIndex(-0.5), colorIndex(0.5)]).toEqual([64, 192]);
    expect([colorIndex(-Infinity), colorIndex(Infinity)]).toEqual([0, 255]);
  });
});

describe('withAlpha', () => {
  it('reads hexadecimal and rgb() colours', () => {
    expect(withAlpha('#d9650b', 0.5)).toBe('rgba(217,101,11,0.5)');
    expect(withAlpha('rgb(217, 101, 11)', 1)).toBe('rgba(217,101,11,1)');
  });
});
