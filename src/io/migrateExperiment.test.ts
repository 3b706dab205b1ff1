import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import { migrateExperiment } from './migrateExperiment';

describe('migrateExperiment', () => {
  test('leaves a document of the present version, and anything that is none, as it is', () => {
    expect(migrateExperiment(DEFAULT_EXPERIMENT)).toBe(DEFAULT_EXPERIMENT);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(migrateExperiment(value)).toBe(value);
      }),
    );
  });

  test('goes from step to step until there is none for the version reached', () => {
    const steps = new Map<number, (older: object) => unknown>([
      [1, (older: object) => ({ ...older, version: 2, two: true })],
      [2, (older: object) => ({ ...older, version: 3, three: true })],
    ]);
    expect(migrateExperiment({ version: 1 }, steps)).toEqual({ version: 3, two: true, three: true });
    expect(migrateExperiment({ version: 2 }, steps)).toEqual({ version: 3, three: true });
    expect(migrateExperiment({ version: 9 }, steps)).toEqual({ version: 9 });
  });

  test('ends even if a step leads back', () => {
    const steps = new Map<number, (older: object) => unknown>([
      [1, (older: object) => ({ ...older, version: 1 })],
    ]);
    expect(migrateExperiment({ version: 1 }, steps)).toEqual({ version: 1 });
  });
});
