import { beforeEach, describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../domain/metrics';
import type { ChartStyle, CurvesData, CurvesWords } from './chartTypes';
import { drawCurves } from './drawCurves';
import { GALLERY_THEMES } from './gallery/galleryThemes';

const size = { widthPx: 354, heightPx: 150, pixelRatio: 1 };
const style: ChartStyle<CurvesWords> = {
  colors: GALLERY_THEMES.light,
  fontFamily: 'sans-serif',
  fontSizePx: 12.5,
  words: { xAxis: 'epochs', yAxis: '', empty: 'Nothing trained yet' },
  locale: 'en',
};
const rowsOf = (epochs: number): EpochMetrics[] =>
  Array.from({ length: epochs + 1 }, (_, epoch) => ({
    epoch,
    step: 20 * epoch,
    samples: 200 * epoch,
    seconds: epoch / 10,
    loss: 0.7 * Math.exp(-epoch / 60) + 0.05 * Math.sin(epoch) ** 2,
    valLoss: 0.75 * Math.exp(-epoch / 60) + 0.03,
    accuracy: 0.9,
    valAccuracy: 0.85,
  }));
const dataOf = (rows: readonly EpochMetrics[], change: Partial<CurvesData> = {}): CurvesData => ({
  rows,
  series: [
    { key: 'loss', label: 'train', tone: 'strong' },
    { key: 'valLoss', label: 'validation', tone: 'soft' },
  ],
  scale: 'linear',
  xAxis: 'epochs',
  smoothing: 0,
  ghosts: [],
  reference: null,
  marks: [],
  readoutEpoch: null,
  ...change,
});

let svg: SVGSVGElement;
const all = (selector: string): Element[] => [...svg.querySelectorAll(selector)];
const numberOf = (element: Element | undefined, name: string): number => Number(element?.getAttribute(name));
const pathPoints = (key: string): [number, number][] =>
  [
    ...(svg.querySelector(`path[data-key="${key}"]`)?.getAttribute('d') ?? '').matchAll(
      /[ML]([-\d.]+),([-\d.]+)/g,
    ),
  ].map(([, x, y]) => [Number(x), Number(y)]);

/** Reads the value axis back from its drawn ticks: a pixel's value by the two outermost grid lines. */
function valueAxis(): (yPx: number) => number {
  const ticks = all('text.value').map((text) => ({
    yPx: numberOf(text, 'y'),
    value: Number(text.textContent),
  }));
  const [low, high] = [ticks[0], ticks.at(-1)];
  if (!low || !high) throw new Error('no ticks');
  return (yPx) => low.value + ((yPx - low.yPx) / (high.yPx - low.yPx)) * (high.value - low.value);
}

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', '354');
  svg.setAttribute('height', '150');
  document.body.replaceChildren(svg);
});

describe('drawCurves', () => {
  it('draws lines that give back every row when read by the drawn axes', () => {
    const rows = rowsOf(100);
    drawCurves(svg, dataOf(rows), size, style);
    const valueAt = valueAxis();
    const grid = all('g[data-layer="grid"] line')[0];
    const [fromPx, toPx] = [numberOf(grid, 'x1'), numberOf(grid, 'x2')];
    for (const key of ['loss', 'valLoss'] as const) {
      const points = pathPoints(key);
      expect(points).toHaveLength(101);
      points.forEach(([xPx, yPx], epoch) => {
        expect(((xPx - fromPx) / (toPx - fromPx)) * 100).toBeCloseTo(epoch, 0);
        // A tenth of a pixel is a thousandth of the axis here.
        expect(Math.abs(valueAt(yPx) - (rows[epoch]?.[key] ?? Number.NaN))).toBeLessThan(0.001);
      });
    }
  });

  it('reuses its nodes from draw to draw', () => {
    drawCurves(svg, dataOf(rowsOf(50)), size, style);
    const before = all('*');
    drawCurves(svg, dataOf(rowsOf(51)), size, style);
    expect(all('*')).toEqual(before);
    expect(all('*').every((element, index) => element === before[index])).toBe(true);
  });

  it('shows a dot for a single row and words for none', () => {
    drawCurves(svg, dataOf([]), size, style);
    expect(all('text.note').map((note) => note.textContent)).toEqual(['Nothing trained yet']);
    drawCurves(svg, dataOf(rowsOf(0)), size, style);
    expect(all('text.note')).toEqual([]);
    const valueAt = valueAxis();
    expect(all('g[data-layer="lines"] circle')).toHaveLength(2);
    const strong = all('g[data-layer="lines"] circle').at(-1);
    expect(valueAt(numberOf(strong, 'cy'))).toBeCloseTo(0.7, 2);
    drawCurves(svg, dataOf(rowsOf(1)), size, style);
    expect(all('g[data-layer="lines"] circle')).toEqual([]);
  });

  it('keeps all text inside the frame and the end labels off each other', () => {
    for (const scale of ['linear', 'log', 'percent'] as const) {
      const marks = [3, 30, 60, 61, 99].map((epoch) => ({
        epoch,
        label: `learning rate 0.1 \u2192 ${epoch}`,
      }));
      drawCurves(svg, dataOf(rowsOf(100), { scale, marks }), size, style);
      const frame = svg.getBoundingClientRect();
      for (const text of all('text')) {
        const box = text.getBoundingClientRect();
        expect(box.left, text.textContent).toBeGreaterThanOrEqual(frame.left - 0.5);
        expect(box.right, text.textContent).toBeLessThanOrEqual(frame.right + 0.5);
        expect(box.top, text.textContent).toBeGreaterThanOrEqual(frame.top - 2);
        expect(box.bottom, text.textContent).toBeLessThanOrEqual(frame.bottom + 0.5);
      }
      const [first, second] = all('g[data-layer="labels"] text').map((text) => text.getBoundingClientRect());
      const [upper, lower] = [first, second].toSorted((a, b) => (a?.top ?? 0) - (b?.top ?? 0));
      // Line boxes carry room above and below their letters.
      expect((upper?.bottom ?? 0) - (lower?.top ?? 0)).toBeLessThan(2);
      expect(all('g[data-layer="marks"] line')).toHaveLength(5);
    }
  });

  it('reads out the nearest row: line, dots on the curves, values, epoch', () => {
    const rows = rowsOf(100);
    drawCurves(svg, dataOf(rows, { readoutEpoch: 30 }), size, style);
    const [line] = all('g[data-layer="readout"] line');
    const dots = all('g[data-layer="readout"] circle');
    expect(dots).toHaveLength(2);
    expect(Math.abs(numberOf(line, 'x1') - numberOf(dots[0], 'cx'))).toBeLessThanOrEqual(0.5);
    expect(valueAxis()(numberOf(dots[0], 'cy'))).toBeCloseTo(rows[30]?.loss ?? 0, 3);
    const texts = all('g[data-layer="readout"] text').map((text) => text.textContent);
    expect(texts).toEqual([
      `train ${Number(rows[30]?.loss.toPrecision(7))}`,
      `validation ${Number(rows[30]?.valLoss.toPrecision(7))}`,
    ]);
    expect(all('text.axis').map((text) => text.textContent)).toContain('30');
    drawCurves(svg, dataOf(rows), size, style);
    expect(all('g[data-layer="readout"] *')).toEqual([]);
  });

  it('draws smoothed lines over the figures themselves, which stay where they were', () => {
    const rows = rowsOf(60);
    drawCurves(svg, dataOf(rows), size, style);
    const plain = pathPoints('loss');
    drawCurves(svg, dataOf(rows, { smoothing: 0.9 }), size, style);
    expect(svg.querySelector('path[data-raw="loss"]')?.getAttribute('d')).toBe(
      `M${plain.map(([x, y]) => `${x},${y}`).join('L')}`,
    );
    const valueAt = valueAxis();
    let sum = 0;
    let weights = 0;
    pathPoints('loss').forEach(([, yPx], epoch) => {
      sum = 0.9 * sum + (rows[epoch]?.loss ?? 0);
      weights = 0.9 * weights + 1;
      expect(Math.abs(valueAt(yPx) - sum / weights)).toBeLessThan(0.001);
    });
    drawCurves(svg, dataOf(rows), size, style);
    expect(all('path[data-raw]')).toEqual([]);
  });

  it('draws earlier runs as thin lines behind, by the same axes, and takes them away again', () => {
    const rows = rowsOf(100);
    const ghost = rowsOf(60).map((row) => ({ ...row, loss: row.loss + 0.05, valLoss: row.valLoss + 0.05 }));
    drawCurves(svg, dataOf(rows, { ghosts: [{ id: 4, rows: ghost, isEmphasized: false }] }), size, style);
    const valueAt = valueAxis();
    const path = svg.querySelector('path[data-ghost="4"][data-figure="loss"]');
    const points = [...(path?.getAttribute('d') ?? '').matchAll(/[ML]([-\d.]+),([-\d.]+)/g)];
    expect(points).toHaveLength(61);
    points.forEach(([, , yPx], epoch) =>
      expect(Math.abs(valueAt(Number(yPx)) - (ghost[epoch]?.loss ?? 0))).toBeLessThan(0.001),
    );
    expect(numberOf(path ?? undefined, 'stroke-width')).toBeLessThan(1.8);
    const order = all('path');
    expect(order.indexOf(path as Element)).toBeLessThan(
      order.findIndex((line) => line.hasAttribute('data-key')),
    );
    drawCurves(svg, dataOf(rows), size, style);
    expect(all('path[data-ghost]')).toEqual([]);
  });

  it('draws the reference dashed across the plot at its value, with its name', () => {
    const reference = { value: 0.72, label: 'best 72.0%' };
    drawCurves(svg, dataOf(rowsOf(100), { reference }), size, style);
    const [line] = all('g[data-layer="reference"] line');
    expect(valueAxis()(numberOf(line, 'y1'))).toBeCloseTo(0.72, 2);
    expect(line?.getAttribute('stroke-dasharray')).toBeTruthy();
    const [text] = all('g[data-layer="reference"] text');
    expect(text?.textContent).toBe('best 72.0%');
    expect(text?.getBoundingClientRect().right).toBeLessThanOrEqual(svg.getBoundingClientRect().right + 0.5);
  });

  it('writes the seconds of an axis of seconds', () => {
    drawCurves(svg, dataOf(rowsOf(100), { xAxis: 'seconds' }), size, style);
    expect(all('text.axis').map((text) => text.textContent)).toContain('10 epochs');
    expect(pathPoints('loss')).toHaveLength(101);
  });

  it('starts its axis anew when another run begins', () => {
    const high = rowsOf(20).map((row) => ({ ...row, loss: row.loss * 8, valLoss: row.valLoss * 8 }));
    drawCurves(svg, dataOf(high), size, style);
    expect(Number(all('text.value').at(-1)?.textContent)).toBe(8);
    drawCurves(svg, dataOf(rowsOf(0)), size, style);
    expect(Number(all('text.value').at(-1)?.textContent)).toBe(0.8);
  });

  it('draws at most two points a pixel column, however many rows there are', () => {
    drawCurves(svg, dataOf(rowsOf(2_000)), size, style);
    for (const path of all('g[data-layer="lines"] path')) {
      const points = (path.getAttribute('d') ?? '').split(/[ML]/).length - 1;
      expect(points).toBeGreaterThan(100);
      expect(points).toBeLessThanOrEqual(2 * size.widthPx);
    }
  });
});
