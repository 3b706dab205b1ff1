import { describe, expect, it } from 'vitest';
import { judgeRace } from './raceVerdict';

const row = (size: number, cpuMs: number | null, gpuMs: number | null) => ({ size, cpuMs, gpuMs });

describe('judgeRace', () => {
  it('finds where the lines meet: halfway between 64 and 128 if the leads are equal there', () => {
    const verdict = judgeRace([row(2, 0.001, 1), row(64, 0.5, 1), row(128, 4, 2)]);
    if (verdict.kind !== 'crossing') throw new Error(verdict.kind);
    expect(verdict.at).toBeCloseTo(Math.sqrt(64 * 128), 6);
    expect(verdict.ms).toBeCloseTo(Math.SQRT2, 6);
    expect([verdict.slowerUpTo, verdict.fasterFrom]).toEqual([64, 128]);
    expect(verdict.last.size).toBe(128);
  });

  it('takes the last crossing: a lead that is lost again does not count', () => {
    const verdict = judgeRace([row(2, 3, 1), row(4, 1, 3), row(8, 1, 2), row(16, 4, 2)]);
    expect(verdict).toMatchObject({ kind: 'crossing', slowerUpTo: 8, fasterFrom: 16 });
  });

  it('says that there is none where the CPU leads at the end, or the GPU all along', () => {
    expect(judgeRace([row(2, 1, 2), row(4, 1, 2)]).kind).toBe('noCrossing');
    expect(judgeRace([row(2, 2, 1), row(4, 1, 2)]).kind).toBe('noCrossing');
    expect(judgeRace([row(2, 2, 1), row(4, 3, 1)]).kind).toBe('gpuAlways');
  });

  it('judges only sizes that were measured on both', () => {
    const verdict = judgeRace([row(2, 1, 2), row(4, 1, 2), row(8, 9, null), row(16, null, 1)]);
    expect(verdict).toMatchObject({ kind: 'noCrossing', last: { size: 4 } });
    expect(judgeRace([row(2, 1, 2), row(4, null, 2)])).toEqual({ kind: 'tooFew' });
    expect(judgeRace([])).toEqual({ kind: 'tooFew' });
  });
});
