import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../domain/metrics';
import { axisLength, axisValueAtEpoch, axisValueOf } from './runAxis';

const row = (epoch: number, step: number): EpochMetrics => ({
  epoch,
  step,
  samples: step * 10,
  seconds: epoch / 100,
  loss: 0,
  accuracy: 0,
  valLoss: 0,
  valAccuracy: 0,
});
const rows = [row(0, 0), row(10, 200), row(20, 300)];

describe('the x axis of a run', () => {
  it('takes the count it is named for', () => {
    const at = (axis: 'epochs' | 'steps' | 'samples' | 'seconds') => axisValueOf(row(10, 200), axis);
    expect([at('epochs'), at('steps'), at('samples'), at('seconds')]).toEqual([10, 200, 2000, 0.1]);
  });

  it('finds the place of an epoch between rows, and ends with the last row', () => {
    expect(axisValueAtEpoch(rows, 'steps', 15)).toBe(250);
    expect(axisValueAtEpoch(rows, 'steps', 10)).toBe(200);
    expect(axisValueAtEpoch(rows, 'steps', 0)).toBe(0);
    expect(axisValueAtEpoch(rows, 'steps', 99)).toBe(300);
    expect(axisValueAtEpoch(rows, 'epochs', 15)).toBe(15);
    expect(axisValueAtEpoch([], 'steps', 3)).toBe(0);
  });

  it('is as long as the longest run, and ten epochs at least', () => {
    expect(axisLength([rows, [row(0, 0), row(40, 400)]], 'steps')).toBe(400);
    expect(axisLength([[row(0, 0), row(2, 40)]], 'steps')).toBe(200);
    expect(axisLength([[row(0, 0)]], 'epochs')).toBe(10);
    expect(axisLength([], 'seconds')).toBe(0.1);
  });
});
