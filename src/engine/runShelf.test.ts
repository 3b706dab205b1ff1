import { expect, test } from 'vitest';
import type { SavedRun } from '../protocol/trainerState';
import { RunShelf } from './runShelf';

const run = (revision: number, size: number): SavedRun => ({
  revision,
  run: revision,
  states: [
    {
      parameters: new Float32Array(size),
      optimizer: 'momentum',
      slots: [new Float32Array(size)],
      scalars: {},
      cursor: { epoch: 0, used: 0, step: 1 },
      seconds: 0,
      metrics: {
        epoch: 0,
        step: 0,
        samples: 0,
        seconds: 0,
        loss: 1,
        accuracy: 0,
        valLoss: 1,
        valAccuracy: 0,
      },
    },
  ],
});

test('The newest 64 runs are kept, a revision once.', () => {
  const shelf = new RunShelf();
  for (let revision = 1; revision <= 100; revision++) shelf.put(run(revision, 10));
  shelf.put(run(50, 20));
  expect(shelf.find(36)).toBeNull();
  expect(shelf.find(37)?.run).toBe(37);
  expect(shelf.find(50)?.states[0]?.parameters).toHaveLength(20);
  shelf.clear();
  expect(shelf.find(50)).toBeNull();
});

test('Large runs are forgotten before they fill the memory, the oldest first.', () => {
  const shelf = new RunShelf();
  for (let revision = 1; revision <= 5; revision++) shelf.put(run(revision, 1_500_000));
  expect([1, 2, 3, 4, 5].map((revision) => shelf.find(revision) !== null)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});
