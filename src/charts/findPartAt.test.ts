import { describe, expect, it } from 'vitest';
import { connectionPath, layoutNetwork } from './layoutNetwork';
import { pointOnConnection } from './connectionCurve';
import { findPartAt } from './findPartAt';

const units = [2, 4, 1];
const layout = layoutNetwork(
  units.map((count) => ({ units: count })),
  { widthPx: 600, heightPx: 330, pixelRatio: 1 },
);
const tileOf = (column: number, unit: number) => {
  const tile = layout.tiles.find((each) => each.column === column && each.unit === unit);
  if (!tile) throw new Error(`no tile ${column}, ${unit}`);
  return tile;
};
const all = [Array.from({ length: 8 }, (_, index) => index), [0, 1, 2, 3]];
const at = (xPx: number, yPx: number, reachPx = 5, connections: readonly Iterable<number>[] = all) =>
  findPartAt({ layout, units, connections, hasBias: [false, true, true], xPx, yPx, reachPx });

describe('findPartAt', () => {
  it('finds the unit whose tile is under the pointer', () => {
    const { xPx, yPx, sizePx } = tileOf(1, 2);
    expect(at(xPx + 1, yPx + 1)).toEqual({ kind: 'unit', column: 1, unit: 2 });
    expect(at(xPx + sizePx / 2, yPx + sizePx / 2)).toEqual({ kind: 'unit', column: 1, unit: 2 });
  });

  it("finds a bias by its dot at the tile's lower left corner, and none at an input", () => {
    const hidden = tileOf(1, 3);
    expect(at(hidden.xPx, hidden.yPx + hidden.sizePx)).toEqual({ kind: 'bias', column: 1, unit: 3 });
    const input = tileOf(0, 1);
    expect(at(input.xPx + 1, input.yPx + input.sizePx - 1)).toEqual({ kind: 'unit', column: 0, unit: 1 });
  });

  it('finds the connection on whose curve the pointer lies, for every connection near its start', () => {
    for (const from of [0, 1])
      for (const to of [0, 1, 2, 3]) {
        const { xPx, yPx } = pointOnConnection(connectionPath(tileOf(0, from), tileOf(1, to)), 0.8);
        expect(at(xPx, yPx)).toEqual({ kind: 'connection', column: 0, from, to });
      }
  });

  it('finds nothing far from everything, and more with a finger than with a pointer', () => {
    const { xPx, yPx, sizePx } = tileOf(1, 3);
    expect(at(xPx + sizePx / 2, yPx + sizePx + 12)).toBeNull();
    expect(at(xPx + sizePx / 2, yPx + sizePx + 12, 16)).toEqual({ kind: 'unit', column: 1, unit: 3 });
    expect(at(20, 300)).toBeNull();
  });

  it('passes over connections that are not drawn', () => {
    const { xPx, yPx } = pointOnConnection(connectionPath(tileOf(0, 1), tileOf(1, 3)), 0.9);
    expect(at(xPx, yPx, 5, [[0], []])).toBeNull();
  });
});
