import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkTile } from './chartTypes';
import { connectionPath, layoutNetwork, readableHeightPx } from './layoutNetwork';

const sizeOf = (widthPx: number, heightPx: number) => ({ widthPx, heightPx, pixelRatio: 1 });
const columnsOf = (units: readonly number[]) => units.map((count) => ({ units: count }));
const overlap = (a: NetworkTile, b: NetworkTile): boolean =>
  a.xPx < b.xPx + b.sizePx - 1e-6 &&
  b.xPx < a.xPx + a.sizePx - 1e-6 &&
  a.yPx < b.yPx + b.sizePx - 1e-6 &&
  b.yPx < a.yPx + a.sizePx - 1e-6;

function expectSound(units: readonly number[], widthPx: number, heightPx: number): void {
  const { tiles } = layoutNetwork(columnsOf(units), sizeOf(widthPx, heightPx));
  expect(tiles).toHaveLength(units.reduce((sum, count) => sum + count, 0));
  const outside = tiles.filter(
    ({ xPx, yPx, sizePx }) =>
      sizePx < 6 || xPx < 0 || yPx < 0 || xPx + sizePx > widthPx + 1e-6 || yPx + sizePx > heightPx + 1e-6,
  );
  expect(outside).toEqual([]);
  const overlapping = tiles.filter((tile, index) =>
    tiles.slice(index + 1).some((other) => overlap(tile, other)),
  );
  expect(overlapping).toEqual([]);
}

describe('layoutNetwork', () => {
  it('sets the default network with tiles of 46 px from the top, columns in equal parts', () => {
    const layout = layoutNetwork(columnsOf([2, 4, 4, 1]), sizeOf(740, 330));
    expect(layout.columns.map((column) => column.centerPx)).toEqual([92.5, 277.5, 462.5, 647.5]);
    expect(layout.columnWidthPx).toBe(185);
    expect(layout.columns.map((column) => column.firstTile)).toEqual([0, 2, 6, 10]);
    expect(layout.tiles.map((tile) => tile.yPx)).toEqual([6, 80, 6, 80, 154, 228, 6, 80, 154, 228, 6]);
    expect(layout.tiles.every((tile) => tile.sizePx === 46)).toBe(true);
    expect(layout.tiles[0]?.xPx).toBe(92.5 - 23);
  });

  it.each([
    [740, 400],
    [740, 300],
    [328, 280],
  ])('fits eight layers of 64 into %d x %d without overlap', (widthPx, heightPx) => {
    expectSound([7, 64, 64, 64, 64, 64, 64, 64, 64, 1], widthPx, heightPx);
  });

  it('keeps tiles within bounds and apart for any network of permitted size', () => {
    const anyUnits = fc.array(fc.integer({ min: 1, max: 64 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        anyUnits,
        fc.integer({ min: 320, max: 1200 }),
        fc.integer({ min: 240, max: 700 }),
        (hidden, width, height) => expectSound([2, ...hidden, 1], width, height),
      ),
      { numRuns: 60 },
    );
  });

  it('sets 64 units side by side, larger than in one column, where the canvas is low', () => {
    const units = [7, 64, 64, 64, 64, 64, 64, 64, 64, 1];
    expectSound(units, 1500, 190);
    expect(layoutNetwork(columnsOf(units), sizeOf(1500, 190)).columns[1]?.tileSizePx).toBeGreaterThan(8);
  });

  it('gives every tile 15 px in a canvas of the height that it calls readable', () => {
    for (const columnWidthPx of [150, 186, 300])
      for (const most of [5, 20, 64]) {
        const units = [2, most, 3, most, 1];
        const size = sizeOf(columnWidthPx * units.length, readableHeightPx(units, columnWidthPx));
        const { tiles } = layoutNetwork(columnsOf(units), size);
        expect(Math.min(...tiles.map(({ sizePx }) => sizePx))).toBeGreaterThan(14.9);
      }
  });

  it('moves no tile when a unit is added that still fits', () => {
    const before = layoutNetwork(columnsOf([2, 3, 1]), sizeOf(740, 330)).tiles;
    const after = layoutNetwork(columnsOf([2, 4, 1]), sizeOf(740, 330)).tiles;
    for (const tile of before) expect(after).toContainEqual(tile);
  });
});

describe('connectionPath', () => {
  it('joins the middle of the right side to the middle of the left side', () => {
    const from = { column: 0, unit: 0, xPx: 10, yPx: 20, sizePx: 40 };
    const to = { column: 1, unit: 0, xPx: 150, yPx: 100, sizePx: 20 };
    expect(connectionPath(from, to)).toEqual({
      fromXPx: 50,
      fromYPx: 40,
      bendXPx: 100,
      toXPx: 150,
      toYPx: 110,
    });
  });
});
