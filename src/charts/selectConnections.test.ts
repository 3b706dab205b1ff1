import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectConnections } from './selectConnections';

describe('selectConnections', () => {
  it('keeps all where they are few', () => {
    const chosen = selectConnections([new Float32Array(8).fill(0.1), Float32Array.of(0, -1)]);
    expect(chosen.map((indices) => Array.from(indices))).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7],
      [0, 1],
    ]);
  });

  it('keeps all of a small gap and the strongest of a large one, whatever their sign', () => {
    const large = Float32Array.from({ length: 1000 }, (_, index) => (index % 2 ? 1 : -1) * (index / 1000));
    const [small, strong] = selectConnections([new Float32Array(10).fill(1e-3), large], 60);
    expect(small).toHaveLength(10);
    expect(Array.from(strong ?? [])).toEqual(Array.from({ length: 50 }, (_, index) => 950 + index));
  });

  it('never draws more than the limit, and nothing weaker than what it leaves out by more than a bin', () => {
    const anyKernels = fc.array(
      fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 300 }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(anyKernels, (lists) => {
        const kernels = lists.map((list) => Float32Array.from(list));
        const chosen = selectConnections(kernels, 100);
        expect(chosen.reduce((sum, indices) => sum + indices.length, 0)).toBeLessThanOrEqual(100);
        kernels.forEach((kernel, gap) => {
          const kept = new Set(chosen[gap]);
          const weakest = Math.min(...[...kept].map((index) => Math.abs(kernel[index] ?? 0)));
          const strongestLeft = Math.max(0, ...kernel.filter((_, index) => !kept.has(index)).map(Math.abs));
          const largest = Math.max(...kernel.map(Math.abs));
          expect(weakest).toBeGreaterThanOrEqual(strongestLeft - largest / 1000);
        });
      }),
    );
  });

  it('leaves out weights that are not finite', () => {
    const [chosen] = selectConnections([Float32Array.of(1, Number.NaN, Infinity, -2)]);
    expect(Array.from(chosen ?? [])).toEqual([0, 3]);
  });
});
