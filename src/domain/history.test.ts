import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistory } from './history';
import type { EpochMetrics } from './metrics';

const row = (epoch: number): EpochMetrics => ({
  epoch,
  step: epoch * 20,
  samples: epoch * 200,
  seconds: epoch / 100,
  loss: 1 / (epoch + 1),
  accuracy: 0.5,
  valLoss: 1,
  valAccuracy: 0.5,
});
const rows = (count: number) => Array.from({ length: count }, (_, epoch) => row(epoch));

describe('createHistory', () => {
  test('keeps every row while there is room', () => {
    const history = createHistory(10);
    expect(history.rows()).toEqual([]);
    history.append(rows(9));
    expect(history.rows()).toEqual(rows(9));
  });

  test('keeps every second row, then every fourth, and always the newest', () => {
    const history = createHistory(6);
    history.append(rows(8));
    expect(history.rows().map(({ epoch }) => epoch)).toEqual([0, 2, 4, 6, 7]);
    history.append([row(8)]);
    expect(history.rows().map(({ epoch }) => epoch)).toEqual([0, 2, 4, 6, 8]);
    history.append([row(9)]);
    expect(history.rows().map(({ epoch }) => epoch)).toEqual([0, 2, 4, 6, 8, 9]);
    history.append([row(10)]);
    expect(history.rows().map(({ epoch }) => epoch)).toEqual([0, 4, 8, 10]);
  });

  test('keeps the same rows however they arrive: at most its capacity, at least half of it, evenly, first and newest included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 }),
        (capacity, groups) => {
          const total = groups.reduce((sum, size) => sum + size, 0);
          const all = rows(total);
          const grouped = createHistory(capacity);
          let from = 0;
          for (const size of groups) {
            grouped.append(all.slice(from, from + size));
            from += size;
            grouped.rows();
          }
          const single = createHistory(capacity);
          single.append(all);
          const kept = grouped.rows();
          expect(kept).toEqual(single.rows());
          expect(kept.length).toBeLessThanOrEqual(capacity);
          if (total === 0) return;
          expect(kept[0]).toBe(all[0]);
          expect(kept.at(-1)).toBe(all.at(-1));
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(total, Math.floor(capacity / 2)));
          const gaps = kept.slice(1, -1).map(({ epoch }, i) => epoch - (kept[i]?.epoch ?? Number.NaN));
          expect(new Set(gaps).size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('hands out arrays that later rows leave as they are, the same one while nothing is added', () => {
    const history = createHistory(4);
    history.append(rows(3));
    const before = history.rows();
    expect(history.rows()).toBe(before);
    history.append([]);
    expect(history.rows()).toBe(before);
    history.append([row(3), row(4)]);
    expect(before).toEqual(rows(3));
    expect(history.rows()).not.toBe(before);
  });

  test.each([[1], [0], [2.5]])('refuses a capacity of %d', (capacity) => {
    expect(() => createHistory(capacity)).toThrow(RangeError);
  });
});
