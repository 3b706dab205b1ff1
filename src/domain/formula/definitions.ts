/** The shapes of the formula tables: what an activation, a loss and an optimiser have to say to be trained by every engine. */
import type { ActivationId, LossId } from '../ids';
import type { Expr } from './expr';

/** f(z) and f'(z), in the variables `z` and `alpha`. */
export interface ActivationDefinition {
  readonly value: Expr;
  /** The derivative with respect to z, in a stable form; tests hold it against the symbolic one. */
  readonly slope: Expr;
  readonly usesAlpha: boolean;
  /** Which α a person starts from when choosing it. */
  readonly defaultAlpha: number;
}

/** One sample's and one output's loss, in the variables `p` and `y`; the batch's loss is the mean. */
export interface LossDefinition {
  /** What `p` is: the logit z before the output's activation, or the prediction a after it. */
  readonly of: 'logits' | 'prediction';
  readonly value: Expr;
  /** The derivative with respect to `p`. */
  readonly slope: Expr;
  /** Which output activations go with it, first the one to switch to, and how labels are coded for each. */
  readonly outputs: Partial<Readonly<Record<ActivationId, OutputRule>>>;
}

/** How the two classes are coded as targets, and above which prediction a sample is called positive. */
export interface OutputRule {
  readonly negative: number;
  readonly positive: number;
  readonly threshold: number;
}

/**
 * One step of one parameter `w` with gradient `g`, in float32. Variables: `w`, `g`, `rate`, every slot and every scalar by name.
 * Order: all `slots` from the old slots; then `parameter`, which sees the NEW slots; after all parameters `scalars`, which see the old scalars.
 */
export interface OptimizerDefinition {
  /** Initial value of each number kept per parameter (moments, velocity). */
  readonly slots: Readonly<Record<string, number>>;
  /** Initial value of each number kept per network (powers of beta). */
  readonly scalars: Readonly<Record<string, number>>;
  readonly update: {
    readonly slots: Readonly<Record<string, Expr>>;
    readonly parameter: Expr;
    readonly scalars: Readonly<Record<string, Expr>>;
  };
}

/** A loss with the output that a network has chosen for it. */
export interface ResolvedOutput {
  readonly lossId: LossId;
  readonly loss: LossDefinition;
  readonly rule: OutputRule;
}
