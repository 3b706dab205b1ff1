/** Formulas as textbooks write them, shown in the explanations; the same in every language. What is computed stands in `domain/formula`. */
import type { ActivationId, InitializerId, LossId, OptimizerId } from '../domain/ids';
import type { RegularizationSpec } from '../domain/experiment';

export const ACTIVATION_FORMULAS: Readonly<Record<ActivationId, string>> = {
  linear: 'f(z) = z',
  sigmoid: 'f(z) = 1 / (1 + e⁻ᶻ)',
  tanh: 'f(z) = tanh z',
  relu: 'f(z) = max(0, z)',
  leakyRelu: 'f(z) = z (z ≥ 0), α z (z < 0)',
  elu: 'f(z) = z (z ≥ 0), α (eᶻ − 1) (z < 0)',
  selu: 'f(z) = 1.0507 z (z ≥ 0), 1.7581 (eᶻ − 1) (z < 0)',
  softplus: 'f(z) = ln(1 + eᶻ)',
  swish: 'f(z) = z / (1 + e⁻ᶻ)',
  gelu: 'f(z) = z/2 · (1 + erf(z / √2))',
};

export const LOSS_FORMULAS: Readonly<Record<LossId, string>> = {
  binaryCrossentropy: 'L = −y ln p − (1 − y) ln(1 − p)',
  meanSquaredError: 'L = (p − y)²',
  hinge: 'L = max(0, 1 − y p),  y = ±1',
};

export const OPTIMIZER_FORMULAS: Readonly<Record<OptimizerId, string>> = {
  sgd: 'w ← w − η g',
  momentum: 'v ← 0.9 v + g,  w ← w − η v',
  nesterov: 'v ← 0.9 v + g,  w ← w − η (g + 0.9 v)',
  adagrad: 's ← s + g²,  w ← w − η g / √s',
  rmsprop: 's ← 0.9 s + 0.1 g²,  w ← w − η g / √s',
  adam: 'm ← 0.9 m + 0.1 g,  v ← 0.999 v + 0.001 g²,  w ← w − η m̂ / √v̂',
};

export const INITIALIZER_FORMULAS: Readonly<Record<InitializerId, string>> = {
  zeros: 'w = 0',
  uniform: 'w ~ U(−a, a)',
  normal: 'w ~ N(0, σ²)',
  glorotUniform: 'w ~ U(−a, a),  a = √(6 / (in + out))',
  glorotNormal: 'w ~ N(0, 2 / (in + out))',
  heUniform: 'w ~ U(−a, a),  a = √(6 / in)',
  heNormal: 'w ~ N(0, 2 / in)',
  lecunUniform: 'w ~ U(−a, a),  a = √(3 / in)',
  lecunNormal: 'w ~ N(0, 1 / in)',
};

export const REGULARIZATION_FORMULAS: Readonly<Record<RegularizationSpec['id'], string>> = {
  none: 'L',
  l1: 'L + λ Σ |w|',
  l2: 'L + λ Σ w²',
};

export const BATCH_FORMULA = 'g = 1/b · Σ ∂Lᵢ/∂w';
export const LEARNING_RATE_FORMULA = 'w ← w − η g';
export const UNIT_FORMULA = 'z = Σ wᵢ xᵢ + b,  a = f(z)';
