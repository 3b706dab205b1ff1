import { beforeEach, describe, expect, it } from 'vitest';
import type { ChartStyle, HistogramsWords } from './chartTypes';
import { drawHistograms } from './drawHistograms';
import { GALLERY_THEMES } from './gallery/galleryThemes';
import { measureHistograms } from './layoutHistograms';

const style: ChartStyle<HistogramsWords> = {
  colors: GALLERY_THEMES.dark,
  fontFamily: 'sans-serif',
  fontSizePx: 12.5,
  words: { count: 'max', weight: '' },
  locale: 'en',
};
let svg: SVGSVGElement;
const shape = (index: number): Element | undefined => [...svg.querySelectorAll('path.shape')][index];

function draw(...layers: readonly Float32Array[]): void {
  const data = { layers: layers.map((values, index) => ({ label: `layer ${index + 1}`, values })) };
  const heightPx = measureHistograms(data, 368);
  svg.setAttribute('width', '368');
  svg.setAttribute('height', String(heightPx));
  drawHistograms(svg, data, { widthPx: 368, heightPx, pixelRatio: 1 }, style);
}

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
});

describe('drawHistograms', () => {
  it('draws one dot a weight at its place on the axis', () => {
    draw(Float32Array.of(-2, 0, 0, 1));
    // Each dot starts at its left end; the one cell is 368 px wide, the axis goes from -2 to 2.
    const dots = [...(shape(0)?.getAttribute('d') ?? '').matchAll(/M([\d.]+),([\d.]+)a([\d.]+)/g)].map(
      (match) => ({
        x: Number(match[1]) + Number(match[3]),
        y: Number(match[2]),
      }),
    );
    expect(dots).toHaveLength(4);
    const binPx = 368 / 45;
    dots.forEach(({ x }, index) => {
      const weight = [-2, 0, 0, 1][index] ?? 0;
      expect(Math.abs(x - (weight / 4 + 0.5) * 368)).toBeLessThanOrEqual(binPx / 2 + 0.1);
    });
    expect((dots[1]?.y ?? 0) - (dots[2]?.y ?? 0)).toBeCloseTo(9, 1);
  });

  it('draws bars whose heights are as their counts', () => {
    const values = Float32Array.from({ length: 400 }, (_, index) => (index < 300 ? 0.95 : -0.95));
    draw(values);
    const heights = [...(shape(0)?.getAttribute('d') ?? '').matchAll(/v-([\d.]+)/g)].map((match) =>
      Number(match[1]),
    );
    expect(heights).toHaveLength(2);
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(1 / 3, 2);
    expect(svg.querySelector('text.peak')?.textContent).toBe('max 300');
  });

  it('keeps all text inside the frame and apart with nine layers', () => {
    draw(
      ...Array.from({ length: 9 }, (_, layer) =>
        Float32Array.from({ length: 64 }, (__, at) => 0.034 * Math.sin(at + layer)),
      ),
    );
    const frame = svg.getBoundingClientRect();
    for (const cell of svg.querySelectorAll('g.cell')) {
      const boxes = [...cell.querySelectorAll('text.low, text.label, text.high')]
        .filter((text) => text.textContent !== '')
        .map((text) => text.getBoundingClientRect())
        .toSorted((a, b) => a.left - b.left);
      boxes.forEach((box, index) => {
        expect(box.bottom).toBeLessThanOrEqual(frame.bottom + 0.5);
        expect(box.right).toBeLessThanOrEqual(frame.right + 0.5);
        if (index > 0) expect(box.left).toBeGreaterThan(boxes[index - 1]?.right ?? 0);
      });
    }
  });

  it('marks the bin that is read out, and no other', () => {
    const values = Float32Array.from({ length: 64 }, (_, at) => at / 64);
    const layers = [values, values].map((layer, index) => ({ label: `layer ${index + 1}`, values: layer }));
    drawHistograms(
      svg,
      { layers, highlighted: { layer: 1, bin: 2 } },
      { widthPx: 368, heightPx: 90, pixelRatio: 1 },
      style,
    );
    const widths = [...svg.querySelectorAll('rect.pointed')].map((rect) =>
      Number(rect.getAttribute('width')),
    );
    expect(widths[0]).toBe(0);
    expect(widths[1]).toBeGreaterThan(4);
  });

  it('reuses its nodes, and takes away those of removed layers', () => {
    draw(Float32Array.of(1, 2), Float32Array.of(3));
    const first = shape(0);
    draw(Float32Array.of(1, 2.5));
    expect(shape(0)).toBe(first);
    expect(svg.querySelectorAll('g.cell')).toHaveLength(1);
  });
});
