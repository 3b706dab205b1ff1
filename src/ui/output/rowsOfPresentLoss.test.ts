import { expect, test } from 'vitest';
import type { EpochMetrics } from '../../domain/metrics';
import { rowsOfPresentLoss } from './rowsOfPresentLoss';

const row = (epoch: number): EpochMetrics => ({
  epoch,
  step: epoch,
  samples: epoch,
  seconds: epoch,
  loss: 1,
  accuracy: 1,
  valLoss: 1,
  valAccuracy: 1,
});
const rows = [0, 1, 2, 3, 4].map(row);
const mark = (epoch: number, field: 'loss' | 'learningRate') => ({
  epoch,
  change: { field, layer: null, from: 0, to: 1 },
});

test('A run under one loss is seen whole, whatever else was tuned.', () => {
  expect(rowsOfPresentLoss(rows, [])).toEqual(rows);
  expect(rowsOfPresentLoss(rows, [mark(2, 'learningRate')])).toEqual(rows);
});

test('After the loss was changed only later epochs count, or the newest while there is none.', () => {
  expect(rowsOfPresentLoss(rows, [mark(1, 'loss'), mark(2, 'loss')])).toEqual([row(3), row(4)]);
  expect(rowsOfPresentLoss(rows, [mark(4, 'loss')])).toEqual([row(4)]);
});
