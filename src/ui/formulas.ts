/** Formulas as textbooks write them, shown in the explanations; the same in every language. What is computed stands in `domain/formula`. */
import type { RegularizationSpec } from '../domain/experiment';
import type { ActivationId, ClippingId, InitializerId, LossId, OptimizerId, ScheduleId } from '../domain/ids';
import { cases, fraction, hat, index, power, root, type MathNode } from './math/mathNodes';

const squared = (base: MathNode): MathNode => power(base, '2');
const expOf = (exponent: MathNode): MathNode => power('e', exponent);
/** Around a limit, so that it reads as from minus to plus. */
const uniformTo = (limit: MathNode): MathNode => ['w ~ U(−', limit, ', ', limit, ')'];
const LOGISTIC_BASE: MathNode = ['1 +', expOf('−z')];

export const ACTIVATION_FORMULAS: Readonly<Record<ActivationId, MathNode>> = {
  linear: 'f(z) = z',
  sigmoid: ['f(z) =', fraction('1', LOGISTIC_BASE)],
  tanh: 'f(z) = tanh z',
  relu: 'f(z) = max(0, z)',
  leakyRelu: ['f(z) =', cases(['z', 'z ≥ 0'], ['α z', 'z < 0'])],
  elu: ['f(z) =', cases(['z', 'z ≥ 0'], [['α (', expOf('z'), '− 1)'], 'z < 0'])],
  selu: ['f(z) =', cases(['1.0507 z', 'z ≥ 0'], [['1.7581 (', expOf('z'), '− 1)'], 'z < 0'])],
  softplus: ['f(z) = ln(1 +', expOf('z'), ')'],
  swish: ['f(z) =', fraction('z', LOGISTIC_BASE)],
  gelu: ['f(z) =', fraction('z', '2'), '(1 + erf(', fraction('z', root('2')), '))'],
  step: ['f(z) =', cases(['1', 'z > 0'], ['0', 'z ≤ 0'])],
};

export const LOSS_FORMULAS: Readonly<Record<LossId, MathNode>> = {
  binaryCrossentropy: 'L = −y ln p − (1 − y) ln(1 − p)',
  meanSquaredError: ['L =', squared('(p − y)')],
  hinge: 'L = max(0, 1 − y p),  y = ±1',
  perceptron: 'w ← w + η (y − p) x',
};

export const OPTIMIZER_FORMULAS: Readonly<Record<OptimizerId, MathNode>> = {
  sgd: 'w ← w − η g',
  momentum: 'v ← 0.9 v + g,  w ← w − η v',
  nesterov: 'v ← 0.9 v + g,  w ← w − η (g + 0.9 v)',
  adagrad: ['s ← s +', squared('g'), ',  w ← w − η', fraction('g', root('s'))],
  rmsprop: ['s ← 0.9 s + 0.1', squared('g'), ',  w ← w − η', fraction('g', root('s'))],
  adam: [
    'm ← 0.9 m + 0.1 g,  v ← 0.999 v + 0.001',
    squared('g'),
    ',  w ← w − η',
    fraction(hat('m'), root(hat('v'))),
  ],
};

export const INITIALIZER_FORMULAS: Readonly<Record<InitializerId, MathNode>> = {
  zeros: 'w = 0',
  uniform: uniformTo('a'),
  normal: ['w ~ N(0,', squared('σ'), ')'],
  glorotUniform: [uniformTo('a'), ',  a =', root(fraction('6', 'in + out'))],
  glorotNormal: ['w ~ N(0,', fraction('2', 'in + out'), ')'],
  heUniform: [uniformTo('a'), ',  a =', root(fraction('6', 'in'))],
  heNormal: ['w ~ N(0,', fraction('2', 'in'), ')'],
  lecunUniform: [uniformTo('a'), ',  a =', root(fraction('3', 'in'))],
  lecunNormal: ['w ~ N(0,', fraction('1', 'in'), ')'],
};

export const REGULARIZATION_FORMULAS: Readonly<Record<RegularizationSpec['id'], MathNode>> = {
  none: 'L',
  l1: 'L + λ Σ |w|',
  l2: ['L + λ Σ', squared('w')],
};

export const BATCH_FORMULA: MathNode = [
  'g =',
  fraction('1', 'b'),
  'Σ',
  fraction(['∂', index('L', 'i')], '∂w'),
];
export const LEARNING_RATE_FORMULA: MathNode = 'w ← w − η g';
export const UNIT_FORMULA: MathNode = ['z = Σ', index('w', 'i'), index('x', 'i'), '+ b,  a = f(z)'];

const RATE_AT_EPOCH: MathNode = [index('η', 'e'), '='];
const DECAY: MathNode = fraction('e', 'E');

export const SCHEDULE_FORMULAS: Readonly<Record<ScheduleId, MathNode>> = {
  constant: [RATE_AT_EPOCH, 'η'],
  step: [RATE_AT_EPOCH, 'η', power('f', '⌊e / E⌋')],
  exponential: [RATE_AT_EPOCH, 'η', power('f', 'e / E')],
  cosine: [RATE_AT_EPOCH, fraction('η', '2'), '(1 + cos(π min(1, ', DECAY, ')))'],
};

export const CLIPPING_FORMULAS: Readonly<Record<ClippingId, MathNode>> = {
  none: 'g',
  value: [index('g', 'i'), '← max(−c, min(c, ', index('g', 'i'), '))'],
  norm: ['g ← g min(1, ', fraction('c', '‖g‖'), ')'],
};
