import { expect, it } from 'vitest';
import type { SavedRun } from '../protocol/trainerState';
import { rememberRun } from './rememberRun';

const saved = (revision: number, run: number): SavedRun => ({ revision, run, states: [] });

it('gives the newest state of the run under way', () => {
  const memory = rememberRun();
  expect(memory.newest()).toBeNull();
  memory.receive(saved(1, 1));
  memory.receive(saved(2, 1));
  expect(memory.newest()).toEqual(saved(2, 1));
});

it('forgets a run that was left, and a state of it that comes late', () => {
  const memory = rememberRun();
  memory.receive(saved(1, 1));
  memory.leave(2);
  expect(memory.newest()).toBeNull();
  memory.receive(saved(1, 1));
  expect(memory.newest()).toBeNull();
  memory.receive(saved(2, 2));
  expect(memory.newest()).toEqual(saved(2, 2));
});

it('tells a run that was reset from the one before it, although their experiment is the same', () => {
  const memory = rememberRun();
  memory.receive(saved(4, 7));
  memory.leave(4, true);
  memory.receive(saved(4, 7));
  expect(memory.newest()).toBeNull();
  memory.receive(saved(4, 8));
  expect(memory.newest()).toEqual(saved(4, 8));
});

it('keeps the states of a run of which a layer was drawn anew from then on', () => {
  const memory = rememberRun();
  memory.receive(saved(4, 7));
  memory.leave(5);
  memory.receive(saved(4, 7));
  expect(memory.newest()).toBeNull();
  memory.receive(saved(5, 7));
  expect(memory.newest()).toEqual(saved(5, 7));
});
