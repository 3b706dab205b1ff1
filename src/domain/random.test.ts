import { describe, expect, test } from 'vitest';
import { createRandom } from './random';

const words = (count: number, ...parts: number[]) => {
  const random = createRandom(...parts);
  return Array.from({ length: count }, () => random.uniform() * 2 ** 32);
};

describe('createRandom', () => {
  test('gives the numbers that an independent implementation of sfc32 seeded through splitmix32 gives', () => {
    expect(words(4)).toEqual([3126626382, 852331237, 2042966860, 4183794510]);
    expect(words(4, 1)).toEqual([1168575641, 3893247754, 2343219458, 1505179671]);
    expect(words(4, 1, 0)).toEqual([3118244754, 1731114668, 2874627298, 984360765]);
    expect(words(4, 2, 1, 399)).toEqual([3116498240, 1732645520, 4131045627, 1878470673]);
    expect(words(4, 4294967295, 7)).toEqual([3559668696, 1424358405, 4251026295, 994631100]);
  });

  test('starts again after reseed, whatever was drawn before', () => {
    const random = createRandom(5, 6);
    random.normal();
    random.integer(7);
    random.reseed(1, 0);
    expect(random.uniform() * 2 ** 32).toBe(words(1, 1, 0)[0]);
  });

  test.each([[-1], [0.5], [2 ** 32], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'refuses the seed part %d',
    (part) => {
      expect(() => createRandom(1, part)).toThrow(RangeError);
    },
  );

  test('gives unrelated streams for neighbouring seeds and indices', () => {
    const firsts = new Set<number>();
    let sum = 0;
    for (let seed = 0; seed < 100; seed++)
      for (let index = 0; index < 100; index++) {
        const value = createRandom(seed, index).uniform();
        firsts.add(value);
        sum += value;
      }
    expect(firsts.size).toBeGreaterThan(9_995);
    expect(sum / 10_000).toBeCloseTo(0.5, 2);
  });
});

describe('uniform', () => {
  test('fills [0, 1) evenly: chi-squared over 100 bins is near its 99 degrees of freedom', () => {
    const random = createRandom(11);
    const bins = new Array<number>(100).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const bin = Math.floor(random.uniform() * 100);
      bins[bin] = (bins[bin] ?? Number.NaN) + 1;
    }
    const chiSquared = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeGreaterThan(60);
    expect(chiSquared).toBeLessThan(150);
  });

  test('has no correlation from one number to the next', () => {
    const random = createRandom(12);
    let previous = random.uniform() - 0.5;
    let sum = 0;
    for (let i = 0; i < 100_000; i++) {
      const value = random.uniform() - 0.5;
      sum += value * previous;
      previous = value;
    }
    // Standard deviation of the correlation is 1 / sqrt(100000) = 0.003.
    expect(Math.abs(sum / 100_000 / (1 / 12))).toBeLessThan(0.013);
  });
});

describe('normal', () => {
  test('has mean 0, deviation 1, no skew, kurtosis 3 and 4.55% of its values beyond 2', () => {
    const random = createRandom(13);
    const count = 200_000;
    const sums = [0, 0, 0, 0];
    let beyond = 0;
    for (let i = 0; i < count; i++) {
      const z = random.normal();
      for (let power = 1; power <= 4; power++) sums[power - 1] = (sums[power - 1] ?? Number.NaN) + z ** power;
      if (Math.abs(z) > 2) beyond += 1;
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = sums.map((sum) => sum / count);
    expect(Math.abs(first)).toBeLessThan(0.01);
    expect(Math.abs(second - 1)).toBeLessThan(0.015);
    expect(Math.abs(third)).toBeLessThan(0.03);
    expect(Math.abs(fourth - 3)).toBeLessThan(0.1);
    expect(Math.abs(beyond / count - 0.0455)).toBeLessThan(0.002);
  });
});

describe('integer', () => {
  test('gives every number below n, equally often, also where n does not divide 2^32', () => {
    const random = createRandom(14);
    // Taking a word modulo 3·2^30 would give the lowest third twice as often.
    const n = 3 * 2 ** 30;
    let low = 0;
    for (let i = 0; i < 30_000; i++) if (random.integer(n) < 2 ** 30) low += 1;
    expect(low / 30_000).toBeGreaterThan(0.32);
    expect(low / 30_000).toBeLessThan(0.347);
    const seen = new Set(Array.from({ length: 200 }, () => random.integer(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(random.integer(1)).toBe(0);
  });

  test.each([[0], [-3], [1.5], [2 ** 32 + 1]])('refuses to choose among %d numbers', (n) => {
    expect(() => createRandom(1).integer(n)).toThrow(RangeError);
  });
});
