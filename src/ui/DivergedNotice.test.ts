import { expect, it } from 'vitest';
import { createTranslate } from '../i18n/translate';
import { causeText } from './DivergedNotice';

const t = createTranslate('en');
const cause = {
  code: 'notFinite',
  network: 0,
  epoch: 3,
  step: 61,
  at: 'parameters',
  rate: 10,
  largestGradient: 250,
  largestWeight: 34.06,
} as const;
const { largestGradient, ...withoutGradient } = cause;

it('names too large steps where rate times gradient is more than the largest weight, with the numbers', () => {
  const text = causeText(t, cause, 'sgd');
  expect(text).toMatch(/^Likely cause: steps that are too large/);
  expect(text).toContain('2,500');
  expect(text).toContain('34.1');
  expect(text).not.toContain('surer');
  expect(causeText(t, { ...cause, largestGradient: 1e30 }, 'sgd')).toContain('3.33e30');
});

it('claims nothing of steps for optimisers whose step is not rate times gradient', () => {
  expect(causeText(t, cause, 'adam')).toBe(
    'Measured just before: largest gradient 250, largest weight 34.1, learning rate 10.',
  );
});

it('names weights without limit only where they are huge', () => {
  expect(causeText(t, { ...cause, rate: 0.01, largestWeight: 5e6 }, 'sgd')).toMatch(/weights that grew/);
  expect(causeText(t, { ...cause, rate: 0.01 }, 'sgd')).toMatch(/^Measured/);
});

it('says what was measured where the gradient had no number, or the loss alone had none', () => {
  expect(largestGradient).toBe(250);
  expect(causeText(t, withoutGradient, 'sgd')).toMatch(/^The gradient was not finite either/);
  expect(causeText(t, { ...cause, at: 'loss', rate: 0.01 }, 'sgd')).toMatch(
    /^The weights are still finite \(largest 34.1\)/,
  );
});
