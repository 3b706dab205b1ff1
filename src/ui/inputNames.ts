/** Names of inputs in plain letters, for text alternatives; the same in every language. */
import type { InputId } from '../domain/ids';

export const INPUT_PLAIN_NAMES: Readonly<Record<InputId, string>> = {
  x1: 'x1',
  x2: 'x2',
  x1Squared: 'x1²',
  x2Squared: 'x2²',
  x1x2: 'x1x2',
  sinX1: 'sin x1',
  sinX2: 'sin x2',
};
