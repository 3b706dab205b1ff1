import { lab } from 'd3';
import { describe, expect, it } from 'vitest';
import type { ChartStyle, NetworkColumn, NetworkData, NetworkWords } from './chartTypes';
import { drawNetwork } from './drawNetwork';
import { GALLERY_THEMES } from './gallery/galleryThemes';
import { layoutNetwork } from './layoutNetwork';

const colors = GALLERY_THEMES.light;
const style: ChartStyle<NetworkWords> = {
  colors,
  fontFamily: 'sans-serif',
  fontSizePx: 12.5,
  words: { unit: 'unit' },
  locale: 'en',
};
const size = { widthPx: 400, heightPx: 200, pixelRatio: 1 };
const columnOf = (...values: readonly number[]): NetworkColumn => ({
  label: '',
  units: values.length,
  maps: Float32Array.from(values.flatMap((value) => new Array<number>(16).fill(value))),
  mapSize: 4,
  scale: 2,
  unitLabels: [],
});
const data: NetworkData = {
  columns: [columnOf(2, -2), columnOf(0, 2)],
  connections: [Float32Array.of(3, 0, 0, -3)],
  biases: [Float32Array.of(-3, 0)],
  highlighted: null,
};

function drawn(
  change: Partial<NetworkData> = {},
): (xPx: number, yPx: number) => { color: string; alpha: number } {
  const canvas = document.createElement('canvas');
  drawNetwork(canvas, { ...data, ...change }, size, style);
  return (xPx, yPx) => {
    const pixel = canvas.getContext('2d')?.getImageData(Math.round(xPx), Math.round(yPx), 1, 1).data ?? [];
    return { color: `rgb(${pixel[0]}, ${pixel[1]}, ${pixel[2]})`, alpha: (pixel[3] ?? 0) / 255 };
  };
}
function expectColor(actual: string, expected: string, tolerance = 4): void {
  const [a, b] = [lab(actual), lab(expected)];
  expect(Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b), `${actual} against ${expected}`).toBeLessThan(
    tolerance,
  );
}
const { tiles } = layoutNetwork(data.columns, size);
const centerOf = (index: number): [number, number] => {
  const tile = tiles[index];
  if (!tile) throw new Error(`no tile ${index}`);
  return [tile.xPx + tile.sizePx / 2, tile.yPx + tile.sizePx / 2];
};

describe('drawNetwork', () => {
  it("fills each tile with its unit's map through the signed scale", () => {
    const at = drawn();
    [colors.positive, colors.negative, colors.mid, colors.positive].forEach((color, index) =>
      expectColor(at(...centerOf(index)).color, color),
    );
  });

  it('paints maps with row 0 at the top and column 0 at the left', () => {
    const maps = Float32Array.from({ length: 16 }, (_, at) => (at < 8 ? 2 : at % 4 < 2 ? -2 : 0));
    const at = drawn({
      columns: [{ ...columnOf(0), maps }, columnOf(0)],
      connections: [Float32Array.of(0)],
      biases: [null],
    });
    const [x, y] = centerOf(0);
    expectColor(at(x - 15, y - 15).color, colors.positive);
    expectColor(at(x - 15, y + 15).color, colors.negative);
    expectColor(at(x + 15, y + 15).color, colors.mid);
  });

  it('draws an output through the probability scale', () => {
    const at = drawn({ columns: [columnOf(2, -2), { ...columnOf(2, -2), palette: 'probability' }] });
    expectColor(at(...centerOf(2)).color, colors.positiveSoft);
    expectColor(at(...centerOf(3)).color, colors.negativeSoft);
  });

  it('colours connections by sign, strong ones thicker and less transparent than weak ones', () => {
    const at = drawn();
    const middle = (centerOf(0)[0] + centerOf(2)[0]) / 2;
    const blue = at(middle, centerOf(0)[1]);
    const orange = at(middle, centerOf(1)[1]);
    expectColor(blue.color, colors.positive, 6);
    expectColor(orange.color, colors.negative, 6);
    expect(blue.alpha).toBeGreaterThan(0.75);
    const weak = drawn({ connections: [Float32Array.of(0.3, 0, 0, -3)] })(middle, centerOf(0)[1]);
    expect(weak.alpha).toBeLessThan(0.5);
    expect(weak.alpha).toBeGreaterThan(0.05);
  });

  it('lets the connections of a highlighted unit stand out and the others fade', () => {
    const at = drawn({ highlighted: { kind: 'unit', column: 0, unit: 1 } });
    const middle = (centerOf(0)[0] + centerOf(2)[0]) / 2;
    expect(at(middle, centerOf(1)[1]).alpha).toBeGreaterThan(0.8);
    expect(at(middle, centerOf(0)[1]).alpha).toBeLessThan(0.3);
  });

  it("puts a bias's dot at the lower left corner of its tile, in the colour of its sign", () => {
    const tile = tiles[2];
    expectColor(drawn()(tile?.xPx ?? 0, (tile?.yPx ?? 0) + (tile?.sizePx ?? 0)).color, colors.negative, 6);
  });

  it('leaves out columns that are out of sight, with the connections between them', () => {
    const at = drawn({ inSight: { first: 1, last: 1 } });
    expect(at(...centerOf(0)).alpha).toBe(0);
    expectColor(at(...centerOf(3)).color, colors.positive);
    const middle = (centerOf(0)[0] + centerOf(2)[0]) / 2;
    expect(at(middle, centerOf(0)[1]).alpha).toBeGreaterThan(0.5);
    expect(drawn({ inSight: { first: 2, last: 3 } })(middle, centerOf(0)[1]).alpha).toBe(0);
  });

  it('draws without complaint while numbers are broken or missing', () => {
    drawn({ connections: [Float32Array.of(Number.NaN, Infinity, 0, 1)], biases: [null] });
    drawn({ connections: [], biases: [] });
    drawn({ columns: [columnOf(Number.NaN), { ...columnOf(1, 1), maps: new Float32Array(0) }] });
  });
});
