import { describe, expect, it } from 'vitest';
import type { OptimizerSpec } from '../../domain/experiment';
import { buildRatePath, lastEpochShown } from './RateSparkline';

const optimizer = (schedule: Partial<OptimizerSpec['schedule']>): OptimizerSpec => ({
  id: 'sgd',
  learningRate: 0.1,
  schedule: { id: 'constant', everyEpochs: 10, factor: 0.5, ...schedule },
  clipping: { id: 'none', limit: 1 },
});
const points = (path: string): [number, number][] =>
  [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('the line of the learning rate', () => {
  it('lies at the top for a constant rate', () => {
    for (const [, y] of points(buildRatePath(optimizer({}), 10, 100, 40))) expect(y).toBe(3);
  });

  it('falls by half of its height at each step, and stays in between', () => {
    const path = points(buildRatePath(optimizer({ id: 'step' }), 96, 102, 46));
    expect(path[9]?.[1]).toBe(3);
    expect(path[10]?.[1]).toBe(23);
    expect(path[19]?.[1]).toBe(23);
    expect(path[20]?.[1]).toBe(33);
  });

  it('ends at 0, the bottom, after the cosine', () => {
    const path = points(buildRatePath(optimizer({ id: 'cosine', everyEpochs: 48 }), 96, 102, 46));
    expect(path[24]?.[1]).toBeCloseTo(23, 1);
    expect(path.slice(48).every(([, y]) => y === 43)).toBe(true);
  });

  it('shows the whole schedule, and always the present epoch', () => {
    expect(lastEpochShown(optimizer({ id: 'cosine', everyEpochs: 100 }), 3)).toBe(125);
    expect(lastEpochShown(optimizer({ id: 'cosine', everyEpochs: 100 }), 900)).toBe(900);
  });
});
