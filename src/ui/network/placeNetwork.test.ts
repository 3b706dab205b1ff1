import { describe, expect, it } from 'vitest';
import { boxOfPart, placeNetwork, placeReadout } from './placeNetwork';

describe('placeNetwork', () => {
  it('keeps 46 px tiles where there is no room to spare', () => {
    const place = placeNetwork([2, 4, 4, 1], { widthPx: 600, heightPx: 330, pixelRatio: 2 });
    expect(place.factor).toBe(1);
    expect(boxOfPart(place, { kind: 'unit', column: 1, unit: 2 })).toEqual({
      xPx: 225 - 23,
      yPx: 6 + 2 * 74,
      widthPx: 46,
      heightPx: 46,
    });
  });

  it('enlarges everything alike where there is, and gives the boxes in pixels of the panel', () => {
    const place = placeNetwork([2, 4, 4, 1], { widthPx: 1200, heightPx: 660, pixelRatio: 1 });
    expect(place.factor).toBe(2);
    expect(place.size).toEqual({ widthPx: 600, heightPx: 330, pixelRatio: 2 });
    expect(boxOfPart(place, { kind: 'unit', column: 1, unit: 2 })).toEqual({
      xPx: 2 * (225 - 23),
      yPx: 2 * (6 + 2 * 74),
      widthPx: 92,
      heightPx: 92,
    });
  });

  it('puts a connection at the middle of its curve and a bias at the lower left corner of its tile', () => {
    const place = placeNetwork([2, 4, 4, 1], { widthPx: 600, heightPx: 330, pixelRatio: 1 });
    const connection = boxOfPart(place, { kind: 'connection', column: 0, from: 0, to: 2 });
    // Tile centres at 75 and 225; heights 6 + 23 and 154 + 23.
    expect(connection && connection.xPx + connection.widthPx / 2).toBeCloseTo(150, 9);
    expect(connection && connection.yPx + connection.heightPx / 2).toBeCloseTo((29 + 177) / 2, 9);
    const bias = boxOfPart(place, { kind: 'bias', column: 1, unit: 0 });
    expect(bias && bias.xPx + bias.widthPx / 2).toBeCloseTo(225 - 23, 9);
    expect(bias && bias.yPx + bias.heightPx / 2).toBeCloseTo(6 + 46, 9);
  });

  it('has no box for what is not there', () => {
    const place = placeNetwork([2, 1], { widthPx: 600, heightPx: 330, pixelRatio: 1 });
    expect(boxOfPart(place, { kind: 'unit', column: 1, unit: 1 })).toBeNull();
    expect(boxOfPart(place, { kind: 'unit', column: 2, unit: 0 })).toBeNull();
    expect(boxOfPart(place, { kind: 'connection', column: 0, from: 0, to: 1 })).toBeNull();
  });
});

describe('placeReadout', () => {
  const readout = { widthPx: 200, heightPx: 120 };
  const panel = { widthPx: 700, heightPx: 400 };
  const part = (xPx: number, yPx: number) => ({ xPx, yPx, widthPx: 46, heightPx: 46 });

  it('stands below its part, in the middle, and above it where the panel ends', () => {
    expect(placeReadout(part(300, 100), readout, panel)).toEqual({ xPx: 223, yPx: 158 });
    expect(placeReadout(part(300, 300), readout, panel)).toEqual({ xPx: 223, yPx: 168 });
  });

  it('stays below where there is no room above either', () => {
    expect(placeReadout(part(300, 100), readout, { widthPx: 700, heightPx: 200 }).yPx).toBe(158);
  });

  it('stays within the sides of the panel', () => {
    expect(placeReadout(part(2, 100), readout, panel).xPx).toBe(0);
    expect(placeReadout(part(650, 100), readout, panel).xPx).toBe(500);
  });
});
