import { expect, it } from 'vitest';
import { createSubmitPace } from './submitPace';

/** A GPU that takes `stepMs` for each step and one submit at a time, on a clock of its own. */
function simulate(stepMs: () => number) {
  let now = 0;
  let freeAt = 0;
  const waiting: { readonly at: number; readonly resolve: () => void }[] = [];
  const pace = createSubmitPace(() => now);
  return {
    pace,
    submit: (steps: number) => {
      freeAt = Math.max(now, freeAt) + steps * stepMs();
      pace.follow(steps, new Promise<void>((resolve) => waiting.push({ at: freeAt, resolve })));
    },
    /** The oldest submit ends. */
    finishOne: async () => {
      const next = waiting.shift();
      if (!next) throw new Error('nothing is under way');
      now = Math.max(now, next.at);
      next.resolve();
      for (let turn = 0; turn < 8; turn++) await Promise.resolve();
    },
  };
}

it('lets two submits be under way, and a third only after the first has ended', async () => {
  const { pace, submit, finishOne } = simulate(() => 1);
  submit(1);
  await pace.waitForTurn();
  submit(1);
  let isMyTurn = false;
  const turn = pace.waitForTurn().then(() => (isMyTurn = true));
  await Promise.resolve();
  expect(isMyTurn).toBe(false);
  await finishOne();
  await turn;
  expect(isMyTurn).toBe(true);
});

it('finds submits of about 8 ms, and shorter ones when steps become dearer', async () => {
  let stepMs = 0.01;
  const { pace, submit, finishOne } = simulate(() => stepMs);
  const takeTwenty = async () => {
    submit(pace.steps);
    for (let round = 0; round < 20; round++) {
      submit(pace.steps);
      await finishOne();
    }
    await finishOne();
  };
  await takeTwenty();
  expect(pace.steps * stepMs).toBeGreaterThan(4);
  expect(pace.steps * stepMs).toBeLessThanOrEqual(8.1);
  stepMs = 0.5;
  await takeTwenty();
  expect(pace.steps * stepMs).toBeLessThanOrEqual(8);
  expect(pace.steps * stepMs).toBeGreaterThanOrEqual(4);
  pace.forget();
  expect(pace.steps).toBe(1);
});

it('goes on counting after a submit that failed', async () => {
  const { pace } = simulate(() => 1);
  pace.follow(1, Promise.reject(new Error('lost')));
  pace.follow(1, Promise.reject(new Error('lost')));
  await pace.waitForTurn();
  expect(pace.steps).toBe(1);
});
