/** What an experiment is, as plain JSON. Types only: limits stand in `limits.ts`, checks in `parseExperiment.ts`. */
import type { ActivationId, ClippingId, InitializerId, LossId, OptimizerId, ScheduleId } from './ids';
import type { DataSetId, InputId } from './ids';

/** The whole document: enough to replay a run from step 0. */
export interface Experiment {
  readonly version: 1;
  readonly data: DataSpec;
  /** Which inputs feed the first layer, in the order of `INPUTS`; at least one. */
  readonly inputs: readonly InputId[];
  /** One network in Build; two to four in Compare. */
  readonly networks: readonly NetworkSpec[];
  readonly stop: StopRules;
  readonly view: ViewSpec;
}

export interface DataSpec {
  /** The logic gates have four fixed points: noise, samples and share are carried, unused. */
  readonly kind: DataSetId;
  /** 0 to 0.5, meaning what the data set's entry says. */
  readonly noise: number;
  /** How many points are drawn, training and validation together. */
  readonly samples: number;
  /** Share of the points that are trained on, 0.1 to 0.9. */
  readonly trainShare: number;
  /** Points, split and batch order. */
  readonly seed: number;
}

export interface NetworkSpec {
  /** Hidden layers, first to last; 0 to 8. */
  readonly hidden: readonly LayerSpec[];
  readonly output: OutputSpec;
  readonly initializer: InitializerSpec;
  /** Initial weights and dropout masks. */
  readonly seed: number;
  readonly loss: LossId;
  readonly optimizer: OptimizerSpec;
  /** Samples a step; more than the training set means the whole set. */
  readonly batchSize: number;
  readonly regularization: RegularizationSpec;
  /** Weights set by hand at step 0, at most 64, each named once. */
  readonly edits: readonly WeightEdit[];
}

/** One kernel weight or bias that starts from `value` instead of what was drawn. */
export interface WeightEdit {
  /** Index into the array that `layoutParams` lays out. */
  readonly parameter: number;
  readonly value: number;
}

export interface ActivationSpec {
  readonly id: ActivationId;
  /** Slope for negative z (LeakyReLU) or scale (ELU); carried, unused, by the others. */
  readonly alpha: number;
}

export interface LayerSpec {
  readonly units: number;
  readonly activation: ActivationSpec;
  readonly bias: boolean;
  /** A frozen layer's kernel and bias are not trained. */
  readonly frozen: boolean;
  readonly normalization: 'none' | 'batch';
  /** Dropout rate after the activation, 0 (none) to 0.9. */
  readonly dropout: number;
  /** Which draw of its initial weights the layer has, from 0; 'reinitialise this layer' counts it up. */
  readonly draw: number;
}

/** The output layer; its number of units follows from the data set's task. */
export interface OutputSpec {
  readonly activation: ActivationSpec;
  readonly bias: boolean;
  readonly frozen: boolean;
  /** As a hidden layer's. */
  readonly draw: number;
}

export interface InitializerSpec {
  readonly id: InitializerId;
  /** `uniform` draws from [-limit, limit]. */
  readonly limit: number;
  /** `normal` draws with this standard deviation. */
  readonly stddev: number;
}

export interface OptimizerSpec {
  readonly id: OptimizerId;
  readonly learningRate: number;
  readonly schedule: ScheduleSpec;
  readonly clipping: ClippingSpec;
}

/** How the learning rate goes on with the epochs, the same within each; its formulas stand in `rateAtEpoch`. */
export interface ScheduleSpec {
  readonly id: ScheduleId;
  /** Epochs between two steps (`step`), in which the rate falls by the factor (`exponential`), or until it is 0 (`cosine`). */
  readonly everyEpochs: number;
  /** What the rate is multiplied by (`step`, `exponential`); carried, unused, by the others. */
  readonly factor: number;
}

/** How large a gradient may be, regularisation included. */
export interface ClippingSpec {
  readonly id: ClippingId;
  /** `value`: of each parameter's gradient, either sign; `norm`: of the norm of all trained parameters' gradients together, which are scaled alike. */
  readonly limit: number;
}

export interface RegularizationSpec {
  readonly id: 'none' | 'l1' | 'l2';
  /** Multiplies the sum of |w| (L1) or of w² (L2) over kernels, as Keras has it. */
  readonly rate: number;
}

export interface StopRules {
  /** Stop at the end of this epoch. */
  readonly epochs: number | null;
  readonly target: StopTarget | null;
  readonly earlyStopping: EarlyStopping | null;
}

/** Stops when the metric has not been better than its best for `patience` epochs in a row. */
export interface EarlyStopping {
  readonly metric: MetricName;
  /** Epochs. */
  readonly patience: number;
  /** Whether the weights of the best epoch come back. */
  readonly restoreBest: boolean;
}

/** Reached when an accuracy is at least, or a loss at most, `value` at the end of an epoch. */
export interface StopTarget {
  readonly metric: MetricName;
  readonly value: number;
}

export type MetricName = 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy';

/** What is shown; never changes a number. */
export interface ViewSpec {
  readonly showValidation: boolean;
  readonly discretize: boolean;
  readonly lossScale: 'linear' | 'log';
  /** What the curves are drawn over. */
  readonly xAxis: 'epochs' | 'steps' | 'samples' | 'seconds';
  /** Share of the smoothed value before that enters the next, 0 (none) to 0.99. */
  readonly smoothing: number;
}

/** What the data ask of the output: one logit, one logit a class, or one value. */
export type TaskKind = 'binary' | 'multiclass' | 'regression';
