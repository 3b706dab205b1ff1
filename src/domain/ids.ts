/** The names of everything that can be chosen, once, as saved in addresses and files; never renamed. */

export const DATA_SET_IDS = [
  'xor',
  'circle',
  'gauss',
  'spiral',
  'gateAnd',
  'gateOr',
  'gateNand',
  'gateXor',
] as const;
export type DataSetId = (typeof DATA_SET_IDS)[number];

export const INPUT_IDS = ['x1', 'x2', 'x1Squared', 'x2Squared', 'x1x2', 'sinX1', 'sinX2'] as const;
export type InputId = (typeof INPUT_IDS)[number];

export const ACTIVATION_IDS = [
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'softplus',
  'swish',
  'gelu',
  'step',
] as const;
export type ActivationId = (typeof ACTIVATION_IDS)[number];

/** The step has slope 0 wherever it has one: nothing below it could learn, so it is for the output only. */
export const HIDDEN_ACTIVATION_IDS = ACTIVATION_IDS.filter((id) => id !== 'step');

export const LOSS_IDS = ['binaryCrossentropy', 'meanSquaredError', 'hinge', 'perceptron'] as const;
export type LossId = (typeof LOSS_IDS)[number];

export const OPTIMIZER_IDS = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'] as const;
export type OptimizerId = (typeof OPTIMIZER_IDS)[number];

export const INITIALIZER_IDS = [
  'zeros',
  'uniform',
  'normal',
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
] as const;
export type InitializerId = (typeof INITIALIZER_IDS)[number];

export const SCHEDULE_IDS = ['constant', 'step', 'exponential', 'cosine'] as const;
export type ScheduleId = (typeof SCHEDULE_IDS)[number];

export const CLIPPING_IDS = ['none', 'value', 'norm'] as const;
export type ClippingId = (typeof CLIPPING_IDS)[number];

export const REGULARIZATION_IDS = ['none', 'l1', 'l2'] as const;
