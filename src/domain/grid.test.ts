import { describe, expect, test } from 'vitest';
import { DATA_SETS } from './dataSets';
import { buildGridPoints } from './grid';

describe('buildGridPoints', () => {
  test('goes from the top left to the bottom right, edges included', () => {
    expect([...buildGridPoints(3)]).toEqual([-6, 6, 0, 6, 6, 6, -6, 0, 0, 0, 6, 0, -6, -6, 0, -6, 6, -6]);
  });

  test('reaches both edges exactly at any size', () => {
    for (const size of [2, 7, 50, 100]) {
      const points = buildGridPoints(size);
      expect(points).toHaveLength(2 * size * size);
      expect([points[0], points[1], points.at(-2), points.at(-1)]).toEqual([-6, 6, 6, -6]);
    }
  });

  test('takes the axes of the data set that it is given', () => {
    expect([...buildGridPoints(2, DATA_SETS.gateXor.extent)]).toEqual([
      -0.5, 1.5, 1.5, 1.5, -0.5, -0.5, 1.5, -0.5,
    ]);
    expect(buildGridPoints(9, DATA_SETS.spiral.extent)).toEqual(buildGridPoints(9));
  });

  test('is empty for 0 and refuses sizes that make no grid', () => {
    expect(buildGridPoints(0)).toHaveLength(0);
    for (const size of [1, -2, 2.5, Number.NaN]) expect(() => buildGridPoints(size)).toThrow(RangeError);
  });
});
