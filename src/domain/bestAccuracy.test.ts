/** Holds the best accuracies against what is counted on drawn points, with classifiers that are built here from the description of each set. */
import { describe, expect, it } from 'vitest';
import { bestAccuracy } from './bestAccuracy';
import type { DataSpec } from './experiment';
import { generateData } from './generateData';
import type { DataSetId } from './ids';

const spec = (kind: DataSetId, noise: number, samples = 400, seed = 3): DataSpec => ({
  kind,
  noise,
  samples,
  trainShare: 0.5,
  seed,
});

/** Share of the points of many draws that `classify` gets right. */
function count(data: DataSpec, draws: number, classify: (x1: number, x2: number) => number): number {
  let right = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { points, labels } = generateData({ ...data, seed: data.seed + draw });
    for (const [index, label] of labels.entries())
      if (classify(points[2 * index] ?? 0, points[2 * index + 1] ?? 0) === label) right += 1;
  }
  return right / (draws * data.samples);
}

describe('bestAccuracy', () => {
  it.each([0, 0.05, 0.1, 0.25, 0.5])('of XOR with noise %f is what its undisturbed label scores', (noise) => {
    const best = bestAccuracy(spec('xor', noise));
    expect(best?.how).toBe('exact');
    const counted = count(spec('xor', noise, 200_000), 1, (x1, x2) => (x1 * x2 >= 0 ? 1 : 0));
    expect(Math.abs((best?.value ?? 0) - counted)).toBeLessThan(0.0025);
    if (noise <= 0.05) expect(best?.value).toBe(1);
  });

  it.each([0.1, 0.3, 0.5])('of the circle with noise %f is what the likelier label scores', (noise) => {
    const side = 24;
    const classify = (x1: number, x2: number): number => {
      let inside = 0;
      for (let i = 0; i < side; i++)
        for (let k = 0; k < side; k++) {
          const d1 = (((i + 0.5) / side) * 2 - 1) * 5 * noise;
          const d2 = (((k + 0.5) / side) * 2 - 1) * 5 * noise;
          if (Math.hypot(x1 + d1, x2 + d2) < 2.5) inside += 1;
        }
      return inside > (side * side) / 2 ? 1 : 0;
    };
    const counted = count(spec('circle', noise, 40_000), 1, classify);
    const best = bestAccuracy(spec('circle', noise));
    expect(best?.how).toBe('integrated');
    expect(Math.abs((best?.value ?? 0) - counted)).toBeLessThan(0.005);
  });

  it.each([0, 0.1, 0.5])('of two Gaussians with noise %f is what the middle line scores', (noise) => {
    const counted = count(spec('gauss', noise, 200_000), 1, (x1, x2) => (x1 + x2 >= 0 ? 1 : 0));
    const best = bestAccuracy(spec('gauss', noise));
    expect(best?.how).toBe('exact');
    expect(Math.abs((best?.value ?? 0) - counted)).toBeLessThan(0.0025);
  });

  it('knows that an odd number of samples favours one class', () => {
    // 6 of 11 points are of class 1: never less than always answering so, and more than with equal classes.
    const odd = bestAccuracy(spec('gauss', 0.5, 11))?.value ?? 0;
    const even = bestAccuracy(spec('gauss', 0.5, 10))?.value ?? 0;
    expect(odd).toBeGreaterThan(even);
    // The variance is 4: the classes' log ratio is x1 + x2 + log(6 / 5).
    const counted = count(spec('gauss', 0.5, 11), 20_000, (x1, x2) =>
      x1 + x2 + Math.log(6 / 5) >= 0 ? 1 : 0,
    );
    expect(Math.abs(odd - counted)).toBeLessThan(0.0025);
  });

  it.each([
    [0.1, 400],
    [0.3, 400],
    [0.5, 60],
  ])('of the spiral with noise %f and %i samples is what the likelier arm scores', (noise, samples) => {
    const data = spec('spiral', noise, samples);
    const places = Array.from({ length: samples }, (_, index) => {
      const radius = (Math.floor(index / 2) / (samples / 2)) * 5;
      const angle = radius * 0.7 * Math.PI + (index % 2) * Math.PI;
      return [radius * Math.sin(angle), radius * Math.cos(angle)] as const;
    });
    const classify = (x1: number, x2: number): number => {
      const covering = [0, 0];
      for (const [index, [c1, c2]] of places.entries())
        if (Math.abs(x1 - c1) <= noise && Math.abs(x2 - c2) <= noise) covering[index % 2]! += 1;
      return covering[0]! >= covering[1]! ? 1 : 0;
    };
    const counted = count(data, Math.round(80_000 / samples), classify);
    const best = bestAccuracy(data);
    expect(best?.how).toBe('integrated');
    expect(Math.abs((best?.value ?? 0) - counted)).toBeLessThan(0.0025);
  });

  it('of a spiral without noise lacks one of the two points at the origin', () => {
    expect(bestAccuracy(spec('spiral', 0, 400))).toEqual({ value: 1 - 1 / 400, how: 'exact' });
    expect(bestAccuracy(spec('spiral', 1e-6, 400))?.value).toBeCloseTo(1 - 1 / 400, 9);
  });

  it('falls as the noise grows, and is found once for each set', () => {
    for (const kind of ['xor', 'circle', 'gauss', 'spiral'] as const) {
      const values = [0, 0.1, 0.2, 0.3, 0.4, 0.5].map((noise) => bestAccuracy(spec(kind, noise))?.value ?? 0);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      expect(values.at(-1)).toBeGreaterThan(0.75);
      expect(bestAccuracy(spec(kind, 0.3, 400, 1))).toBe(bestAccuracy(spec(kind, 0.3, 400, 2)));
    }
  });

  it('is found fast enough for a drag, the largest set included', () => {
    const startMs = performance.now();
    bestAccuracy(spec('spiral', 0.4999, 4000));
    bestAccuracy(spec('circle', 0.4999, 4000));
    expect(performance.now() - startMs).toBeLessThan(400);
  });

  it('is 1 for every gate', () => {
    for (const kind of ['gateAnd', 'gateOr', 'gateNand', 'gateXor'] as const)
      expect(bestAccuracy(spec(kind, 0.3))).toEqual({ value: 1, how: 'exact' });
  });
});
