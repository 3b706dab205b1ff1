import { describe, expect, test } from 'vitest';
import { fillBatchOrder } from './batchOrder';

const orderOf = (count: number, dataSeed: number, epoch: number) => {
  const order = new Uint32Array(count).fill(999);
  fillBatchOrder(order, dataSeed, epoch);
  return [...order];
};

describe('fillBatchOrder', () => {
  test('is a permutation of the whole training set', () => {
    for (const count of [0, 1, 2, 10, 2000])
      expect(orderOf(count, 3, 4).sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
  });

  test('depends on data seed and epoch alone, not on what the array held or was asked before', () => {
    const order = new Uint32Array(50);
    fillBatchOrder(order, 1, 7);
    fillBatchOrder(order, 1, 0);
    expect([...order]).toEqual(orderOf(50, 1, 0));
    expect(orderOf(50, 1, 1)).not.toEqual(orderOf(50, 1, 0));
    expect(orderOf(50, 2, 0)).not.toEqual(orderOf(50, 1, 0));
  });

  test('gives the order that is pinned here, since every saved address relies on it', () => {
    expect(orderOf(10, 1, 0)).toMatchInlineSnapshot(`
      [
        1,
        9,
        4,
        3,
        6,
        7,
        2,
        8,
        0,
        5,
      ]
    `);
    expect(orderOf(10, 1, 1)).toMatchInlineSnapshot(`
      [
        3,
        4,
        8,
        9,
        5,
        1,
        2,
        6,
        0,
        7,
      ]
    `);
  });

  test('gives all six orders of three samples equally often', () => {
    const counts = new Map<string, number>();
    for (let epoch = 0; epoch < 12_000; epoch++) {
      const key = orderOf(3, 5, epoch).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    // Standard deviation of a count is sqrt(12000 · 1/6 · 5/6) = 41.
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(165);
  });
});
