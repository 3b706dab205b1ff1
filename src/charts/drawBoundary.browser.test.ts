import { hcl, lab, rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { buildGridPoints } from '../domain/grid';
import type { BoundaryData, BoundaryWords, ChartStyle } from './chartTypes';
import { drawBoundary } from './drawBoundary';
import { GALLERY_THEMES } from './gallery/galleryThemes';
import { layoutBoundary } from './layoutBoundary';

const colors = GALLERY_THEMES.light;
const style: ChartStyle<BoundaryWords> = {
  colors,
  fontFamily: 'sans-serif',
  fontSizePx: 12.5,
  words: { x1: 'x\u2081', x2: 'x\u2082' },
  locale: 'en',
};
const noPoints: BoundaryData['dataSet'] = {
  points: new Float32Array(0),
  labels: new Float32Array(0),
  train: new Uint32Array(0),
  validation: new Uint32Array(0),
};
function dataOf(
  prediction: (x1: number, x2: number) => number,
  change: Partial<BoundaryData> = {},
): BoundaryData {
  const places = buildGridPoints(50);
  return {
    grid: Float32Array.from({ length: 2500 }, (_, at) =>
      prediction(places[2 * at] ?? 0, places[2 * at + 1] ?? 0),
    ),
    gridSize: 50,
    negative: 0,
    positive: 1,
    threshold: 0.5,
    palette: 'probability',
    extent: { min: -6, max: 6 },
    dataSet: noPoints,
    showValidation: false,
    discretize: false,
    ...change,
  };
}

/** Draws and gives a function that reads the colour at coordinates. */
function drawn(data: BoundaryData, pixelRatio = 1): (x1: number, x2: number) => string {
  const size = { widthPx: 300, heightPx: 300, pixelRatio };
  const canvas = document.createElement('canvas');
  drawBoundary(canvas, data, size, style);
  expect([canvas.width, canvas.height]).toEqual([300 * pixelRatio, 300 * pixelRatio]);
  const { x, y } = layoutBoundary({ min: -6, max: 6 }, size);
  const context = canvas.getContext('2d');
  return (x1, x2) => {
    const pixel = context?.getImageData(
      Math.floor(x(x1) * pixelRatio),
      Math.floor(y(x2) * pixelRatio),
      1,
      1,
    ).data;
    return `rgb(${pixel?.slice(0, 3).join(', ')})`;
  };
}

/** Difference in CIELAB: 2 is hardly seen. */
function expectColor(actual: string, expected: string, tolerance = 3): void {
  const [a, b] = [lab(actual), lab(expected)];
  expect(Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b), `${actual} against ${expected}`).toBeLessThan(
    tolerance,
  );
}
const step = (value: number): number => (value > 0 ? 1 : 0);

describe('drawBoundary', () => {
  it('paints x1 < 0 orange and x1 > 0 blue for a prediction of sign(x1)', () => {
    const at = drawn(dataOf((x1) => step(x1)));
    for (const x2 of [-5, -1, 3, 5.9]) {
      expectColor(at(-4, x2), colors.negativeSoft);
      expectColor(at(4, x2), colors.positiveSoft);
    }
    expect(Math.abs(hcl(at(-3, 0)).h - 60)).toBeLessThan(35);
    expect(Math.abs(hcl(at(3, 0)).h - 260)).toBeLessThan(35);
  });

  it('has +x2 at the top', () => {
    const at = drawn(dataOf((_, x2) => step(x2)));
    expectColor(at(0.5, 5.8), colors.positiveSoft);
    expectColor(at(0.5, -5.8), colors.negativeSoft);
  });

  it('draws the contour in ink where the prediction crosses the threshold, and only there', () => {
    const at = drawn(
      dataOf((x1) => 0.5 + (x1 - 1.5) / 20),
      2,
    );
    const inkAt = (x1: number): number => lab(at(x1, 2)).l;
    const darkest = Math.min(inkAt(1.48), inkAt(1.5), inkAt(1.52));
    expect(darkest).toBeLessThan(55);
    expect(inkAt(1.2)).toBeGreaterThan(80);
    expect(inkAt(1.8)).toBeGreaterThan(80);
  });

  it('is neutral at probability 0.5 and normalises by the values of the classes', () => {
    expectColor(drawn(dataOf(() => 0.5, { threshold: 2 }))(2, 2), colors.mid);
    const hinge = drawn(dataOf((x1) => (x1 > 0 ? 1 : -1), { negative: -1, positive: 1, threshold: 0 }));
    expectColor(hinge(-3, 1), colors.negativeSoft);
    expectColor(hinge(3, 1), colors.positiveSoft);
  });

  it('interpolates between grid points and reaches its outermost ones at the edges', () => {
    const at = drawn(
      dataOf((x1) => (x1 + 6) / 12, { threshold: 9 }),
      2,
    );
    const lightness = [-5.9, -4, -2].map((x1) => lab(at(x1, 1)).l);
    expect(lightness).toEqual(lightness.toSorted((a, b) => a - b));
    expectColor(at(-5.98, 1), colors.negativeSoft);
    expectColor(at(5.98, 1), colors.positiveSoft);
    expectColor(at(0, 1), colors.mid);
  });

  it('shows a neuron’s output on the signed scale, without contour or cut', () => {
    const unit = { negative: -1, positive: 1, threshold: null, palette: 'signed' } as const;
    const at = drawn(dataOf((x1) => x1 / 5, { ...unit, discretize: true }));
    expectColor(at(-5.5, 1), colors.negative);
    expectColor(at(5.5, 1), colors.positive);
    expectColor(at(0, 1), colors.mid);
  });

  it('knows two colours when discretised', () => {
    const at = drawn(dataOf((x1) => (x1 + 6) / 12, { discretize: true }));
    expectColor(at(-0.5, 1), colors.negativeSoft, 1);
    expectColor(at(0.5, 1), colors.positiveSoft, 1);
  });

  it('draws training points as filled discs and validation points hollow, only when asked', () => {
    const dataSet = {
      points: Float32Array.of(-3, 2, 3, -2),
      labels: Float32Array.of(1, 0),
      train: Uint32Array.of(0),
      validation: Uint32Array.of(1),
    };
    const without = drawn(
      dataOf((x1) => step(x1), { dataSet }),
      3,
    );
    expectColor(without(-3, 2), colors.positive, 2);
    expectColor(without(3, -2), colors.positiveSoft);
    const shown = drawn(
      dataOf((x1) => step(x1), { dataSet, showValidation: true }),
      3,
    );
    expectColor(shown(3, -2), colors.surface, 2);
    const { x, sidePx, pointRadiusPx } = layoutBoundary(
      { min: -6, max: 6 },
      { widthPx: 300, heightPx: 300, pixelRatio: 1 },
      2,
    );
    expectColor(shown(x.invert(x(3) + (pointRadiusPx * 1.75) / 2), -2), colors.negative, 12);
    expect(sidePx).toBeGreaterThan(250);
  });

  it('shows points of a new data set and keeps its backing store between draws', () => {
    const size = { widthPx: 300, heightPx: 300, pixelRatio: 1 };
    const canvas = document.createElement('canvas');
    const pointAt = (x1: number): BoundaryData => ({
      ...dataOf(() => 0.5),
      dataSet: {
        ...noPoints,
        points: Float32Array.of(x1, 3),
        labels: Float32Array.of(1),
        train: Uint32Array.of(0),
      },
    });
    drawBoundary(canvas, pointAt(-2), size, style);
    drawBoundary(canvas, pointAt(2), size, style);
    const { x, y } = layoutBoundary({ min: -6, max: 6 }, size);
    const pixel = (x1: number): string => {
      const [red, green, blue] = canvas.getContext('2d')?.getImageData(x(x1), y(3), 1, 1).data ?? [];
      return rgb(red ?? 0, green ?? 0, blue ?? 0).formatRgb();
    };
    expectColor(pixel(2), colors.positive, 6);
    expectColor(pixel(-2), colors.mid);
  });

  it('survives an empty grid and predictions that are not finite', () => {
    expectColor(drawn(dataOf(() => 0, { grid: new Float32Array(0), gridSize: 0 }))(1, 1), colors.mid);
    expectColor(drawn(dataOf(() => Number.NaN))(1, 1), colors.mid);
  });
});
