/** Samples stand in tiles where kernels look for them, with weights that make a mean. */
import { describe, expect, it } from 'vitest';
import { buildLookTiles, buildColumns, fillBatch } from './fillTiles';
import { LOOK_SAMPLES } from './buildKernel';

const SET = {
  count: 5,
  features: Float32Array.from([10, 11, 20, 21, 30, 31, 40, 41, 50, 51]),
  classes: Float32Array.from([0, 1, 1, 0, 1]),
};
const columns = buildColumns(SET, (sampleClass) => (sampleClass > 0.5 ? 1 : -1));

describe('fillBatch', () => {
  it('lays a batch out in tiles of rows, in the order given, padded with nothing', () => {
    const order = Uint32Array.from([4, 2, 0, 3, 1]);
    const tiles = new Float32Array(2 + 2 * 16).fill(9);
    fillBatch(tiles, 2, { samples: 2, tilesPerBatch: 2 }, columns, order, 1, 3);
    const third = Math.fround(1 / 3);
    expect([...tiles.slice(0, 18)]).toEqual(
      [
        [9, 9],
        [30, 10, 31, 11, 1, -1, third, third],
        [40, 0, 41, 0, -1, 0, third, 0],
      ].flat(),
    );
    expect(tiles.slice(18).every((value) => value === 9)).toBe(true);
  });
});

describe('buildLookTiles', () => {
  it('lays points out in tiles of features and targets', () => {
    const count = LOOK_SAMPLES + 3;
    const features = Float32Array.from({ length: 2 * count }, (_, index) => index);
    const tiles = buildLookTiles(
      features,
      count,
      Float32Array.from({ length: count }, (_, index) => -index),
    );
    expect(tiles).toHaveLength(2 * 3 * LOOK_SAMPLES);
    const second = 3 * LOOK_SAMPLES;
    expect([tiles[1], tiles[LOOK_SAMPLES + 1], tiles[2 * LOOK_SAMPLES + 1]]).toEqual([2, 3, -1]);
    expect([
      tiles[second + 2],
      tiles[second + LOOK_SAMPLES + 2],
      tiles[second + 2 * LOOK_SAMPLES + 2],
    ]).toEqual([2 * (LOOK_SAMPLES + 2), 2 * (LOOK_SAMPLES + 2) + 1, -(LOOK_SAMPLES + 2)]);
    expect(tiles[second + 3]).toBe(0);
  });
});
