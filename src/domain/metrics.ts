/** Figures of one network at the end of one epoch, over whole sets, in inference mode. */

export interface EpochMetrics {
  /** Epoch 0 is before the first step. */
  readonly epoch: number;
  /** Steps taken since the run began. */
  readonly step: number;
  /** Training samples seen since the run began. */
  readonly samples: number;
  /** Seconds spent training (not paused, not drawing). */
  readonly seconds: number;
  /** Mean loss over the training set, without regularisation. */
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
  readonly valLoss: number;
  /** 0 to 1. */
  readonly valAccuracy: number;
}
