import { describe, expect, test } from 'vitest';
import type { DataSet } from './dataSet';
import type { DataSpec } from './experiment';
import { countSamples, countTrain, generateData } from './generateData';
import { DATA_SETS } from './dataSets';
import { DATA_SET_IDS } from './ids';

const GENERATED_IDS = DATA_SET_IDS.filter((kind) => !DATA_SETS[kind].isGate);
const GATE_IDS = DATA_SET_IDS.filter((kind) => DATA_SETS[kind].isGate);

const spec = (change: Partial<DataSpec>): DataSpec => ({
  kind: 'xor',
  noise: 0,
  samples: 4000,
  trainShare: 0.5,
  seed: 1,
  ...change,
});

interface Point {
  readonly x1: number;
  readonly x2: number;
  readonly label: number;
}
const list = ({ points, labels }: DataSet): Point[] =>
  Array.from(labels, (label, i) => ({
    x1: points[2 * i] ?? Number.NaN,
    x2: points[2 * i + 1] ?? Number.NaN,
    label,
  }));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('generateData', () => {
  test('repeats itself exactly, and gives other points for another seed', () => {
    for (const kind of GENERATED_IDS) {
      const data = spec({ kind, noise: 0.2, samples: 101 });
      expect(generateData(data)).toEqual(generateData(data));
      expect(generateData({ ...data, seed: 2 }).points).not.toEqual(generateData(data).points);
    }
  });

  test('draws the points that are pinned here, since every saved address relies on them', () => {
    const firstPoints = GENERATED_IDS.map((kind) =>
      list(generateData(spec({ kind, noise: 0.1, samples: 400 })))
        .slice(0, 2)
        .map(({ x1, x2, label }) => [x1.toFixed(5), x2.toFixed(5), label]),
    );
    expect(firstPoints).toMatchInlineSnapshot(`
      [
        [
          [
            "1.47008",
            "2.22159",
            1,
          ],
          [
            "5.18561",
            "3.22738",
            1,
          ],
        ],
        [
          [
            "-1.44177",
            "-0.54833",
            1,
          ],
          [
            "-4.80426",
            "1.32202",
            0,
          ],
        ],
        [
          [
            "3.01825",
            "0.61790",
            1,
          ],
          [
            "-0.34311",
            "-2.91705",
            0,
          ],
        ],
        [
          [
            "0.02340",
            "0.03843",
            1,
          ],
          [
            "0.09771",
            "0.05855",
            0,
          ],
        ],
      ]
    `);
    const { train } = generateData(spec({ samples: 400 }));
    expect([...train.slice(0, 8)]).toMatchInlineSnapshot(`
      [
        373,
        180,
        25,
        273,
        301,
        396,
        51,
        333,
      ]
    `);
  });

  test('splits all samples into two sets that share none and are never empty', () => {
    for (const samples of [10, 11, 400, 4000])
      for (const trainShare of [0.1, 0.3, 0.5, 0.9]) {
        const { train, validation, points, labels } = generateData(spec({ samples, trainShare }));
        expect([points.length, labels.length]).toEqual([2 * samples, samples]);
        expect(train).toHaveLength(countTrain({ kind: 'xor', samples, trainShare }));
        expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...labels.keys()]);
      }
    expect(countTrain({ kind: 'xor', samples: 400, trainShare: 0.5 })).toBe(200);
    expect(countTrain({ kind: 'xor', samples: 10, trainShare: 0.01 })).toBe(1);
    expect(countTrain({ kind: 'xor', samples: 10, trainShare: 0.99 })).toBe(9);
  });

  test('keeps points and labels when the share changes, and only adds to the training set', () => {
    const small = generateData(spec({ trainShare: 0.3 }));
    const large = generateData(spec({ trainShare: 0.8 }));
    expect(large.points).toEqual(small.points);
    expect(large.labels).toEqual(small.labels);
    expect(large.train.slice(0, small.train.length)).toEqual(small.train);
  });

  test('keeps the split when the noise changes', () => {
    for (const kind of GENERATED_IDS)
      expect(generateData(spec({ kind, noise: 0.5 })).train).toEqual(generateData(spec({ kind })).train);
  });

  test('keeps the first points when more are drawn, except along the spiral, whose points share its length', () => {
    for (const kind of ['xor', 'circle', 'gauss'] as const)
      expect(generateData(spec({ kind, samples: 300 })).points.slice(0, 200)).toEqual(
        generateData(spec({ kind, samples: 100 })).points,
      );
  });

  test('splits without regard to class: the training set is near half and half', () => {
    for (const kind of GENERATED_IDS) {
      const { train, labels } = generateData(spec({ kind }));
      expect(mean(Array.from(train, (index) => labels[index] ?? Number.NaN))).toBeCloseTo(0.5, 1);
    }
  });
});

describe('XOR', () => {
  test('fills both axes evenly from 0.3 to 5.3 on each side', () => {
    const points = list(generateData(spec({})));
    for (const axis of ['x1', 'x2'] as const) {
      const values = points.map((point) => point[axis]);
      expect(Math.min(...values.map(Math.abs))).toBeGreaterThanOrEqual(0.3);
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(5.31);
      expect(Math.abs(mean(values))).toBeLessThan(0.15);
      expect(mean(values.map(Math.abs))).toBeCloseTo(2.8, 1);
    }
  });

  test('labels by the sign of the product without noise', () => {
    for (const { x1, x2, label } of list(generateData(spec({})))) expect(label).toBe(x1 * x2 >= 0 ? 1 : 0);
  });

  test('moves no point by noise, but labels it at a displaced place', () => {
    const clean = generateData(spec({}));
    const noisy = generateData(spec({ noise: 0.5 }));
    expect(noisy.points).toEqual(clean.points);
    // A coordinate x changes sign with probability max(0, 1 - |x|/2.5)/2, at |x| uniform in 0.3..5.3: f = 0.0968; a label with 2f(1-f) = 0.175.
    const flipped = mean(list(noisy).map(({ label }, i) => (label === clean.labels[i] ? 0 : 1)));
    expect(Math.abs(flipped - 0.175)).toBeLessThan(0.02);
    const slightly = list(generateData(spec({ noise: 0.1 })));
    // At noise 0.1 a displacement is at most 0.5: points farther from both axes keep their labels.
    for (const { x1, x2, label } of slightly)
      if (Math.min(Math.abs(x1), Math.abs(x2)) > 0.5) expect(label).toBe(x1 * x2 >= 0 ? 1 : 0);
  });
});

describe('the circle', () => {
  test('has every other point in the disc of radius 2.5 (class 1), the rest in the ring from 3.5 to 5 (class 0)', () => {
    list(generateData(spec({ kind: 'circle' }))).forEach(({ x1, x2, label }, i) => {
      const radius = Math.hypot(x1, x2);
      expect(label).toBe(i % 2 === 0 ? 1 : 0);
      if (i % 2 === 0) expect(radius).toBeLessThanOrEqual(2.5);
      else {
        expect(radius).toBeGreaterThanOrEqual(3.4999);
        expect(radius).toBeLessThanOrEqual(5.0001);
      }
    });
  });

  test('draws radii evenly within each part, in all directions', () => {
    const points = list(generateData(spec({ kind: 'circle' })));
    const radii = (rest: number) =>
      points.filter((_, i) => i % 2 === rest).map(({ x1, x2 }) => Math.hypot(x1, x2));
    expect(Math.abs(mean(radii(0)) - 1.25)).toBeLessThan(0.05);
    expect(Math.abs(mean(radii(1)) - 4.25)).toBeLessThan(0.04);
    expect(Math.abs(mean(points.map(({ x1, x2 }) => Math.atan2(x2, x1))))).toBeLessThan(0.1);
  });

  test('labels at a displaced place under noise, moving no point', () => {
    const clean = generateData(spec({ kind: 'circle' }));
    const noisy = generateData(spec({ kind: 'circle', noise: 0.5 }));
    expect(noisy.points).toEqual(clean.points);
    expect(noisy.labels).not.toEqual(clean.labels);
  });
});

describe('two Gaussians', () => {
  test.each([
    [0, 0.5],
    [0.25, 2.25],
    [0.5, 4],
  ])(
    'noise %d means a variance of %d around (2, 2) for class 1 and (-2, -2) for class 0',
    (noise, variance) => {
      const points = list(generateData(spec({ kind: 'gauss', noise })));
      for (const [label, centre] of [
        [1, 2],
        [0, -2],
      ] as const)
        for (const axis of ['x1', 'x2'] as const) {
          const values = points.filter((point) => point.label === label).map((point) => point[axis]);
          expect(values).toHaveLength(2000);
          const spread = mean(values.map((value) => (value - centre) ** 2));
          expect(Math.abs(mean(values) - centre)).toBeLessThan(4 * Math.sqrt(variance / 2000));
          expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 2000));
        }
    },
  );

  test('noise moves every point along the line through its centre', () => {
    const narrow = list(generateData(spec({ kind: 'gauss', noise: 0 })));
    const wide = list(generateData(spec({ kind: 'gauss', noise: 0.5 })));
    narrow.forEach(({ x1, label }, i) => {
      const centre = label === 1 ? 2 : -2;
      expect((wide[i]?.x1 ?? Number.NaN) - centre).toBeCloseTo((x1 - centre) * Math.sqrt(8), 4);
    });
  });
});

describe('the spiral', () => {
  test('has its points where the formula puts them', () => {
    const points = list(generateData(spec({ kind: 'spiral', samples: 8 })));
    // Arm point i of 4: r = 5i/4, t = 1.75·2π·i/4 (+ π for class 0). i = 2: r = 2.5, t = 1.75π.
    const half = 2.5 * Math.SQRT1_2;
    expect(points[0]).toEqual({ x1: 0, x2: 0, label: 1 });
    expect(points[4]?.x1).toBeCloseTo(-half, 5);
    expect(points[4]?.x2).toBeCloseTo(half, 5);
    expect(points[4]?.label).toBe(1);
    expect(points[5]?.x1).toBeCloseTo(half, 5);
    expect(points[5]?.x2).toBeCloseTo(-half, 5);
    expect(points[5]?.label).toBe(0);
  });

  test('noise moves each coordinate by at most itself, evenly', () => {
    const clean = list(generateData(spec({ kind: 'spiral' })));
    const noisy = list(generateData(spec({ kind: 'spiral', noise: 0.5 })));
    const moves = clean.flatMap(({ x1, x2 }, i) => [
      (noisy[i]?.x1 ?? Number.NaN) - x1,
      (noisy[i]?.x2 ?? Number.NaN) - x2,
    ]);
    expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(0.50001);
    expect(mean(moves.map(Math.abs))).toBeCloseTo(0.25, 2);
    expect(Math.abs(mean(moves))).toBeLessThan(0.015);
  });

  test('alternates the arms, so that any prefix is balanced', () => {
    expect([...generateData(spec({ kind: 'spiral', samples: 11 })).labels]).toEqual([
      1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1,
    ]);
  });
});

describe('the logic gates', () => {
  test('have the four points of their truth table, all of them training and validation set, whatever else is set', () => {
    const truth = GATE_IDS.map((kind) => {
      const data = spec({ kind, noise: 0.5, samples: 77, trainShare: 0.3, seed: 9 });
      const set = generateData(data);
      expect([...set.train]).toEqual([0, 1, 2, 3]);
      expect([...set.validation]).toEqual([0, 1, 2, 3]);
      expect([countTrain(data), countSamples(data)]).toEqual([4, 4]);
      return [kind, list(set).map(({ x1, x2, label }) => `${x1}${x2}:${label}`)];
    });
    expect(truth).toEqual([
      ['gateAnd', ['00:0', '01:0', '10:0', '11:1']],
      ['gateOr', ['00:0', '01:1', '10:1', '11:1']],
      ['gateNand', ['00:1', '01:1', '10:1', '11:0']],
      ['gateXor', ['00:0', '01:1', '10:1', '11:0']],
    ]);
  });

  test('lie within axes of their own', () => {
    for (const kind of GATE_IDS) expect(DATA_SETS[kind].extent).toEqual({ min: -0.5, max: 1.5 });
    for (const kind of GENERATED_IDS) expect(DATA_SETS[kind].extent).toEqual({ min: -6, max: 6 });
  });
});
