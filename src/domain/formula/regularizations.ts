/** What one kernel weight adds to the objective, as Keras has it (no factor 1/2); biases add nothing. */
import type { RegularizationSpec } from '../experiment';
import { abs, constant, ifLess, mul, variable } from './expr';
import type { Expr } from './expr';

/** A penalty and its derivative with respect to `w`, in the variables `w` and `rate`; summed over all kernels. */
export interface RegularizationDefinition {
  readonly value: Expr;
  readonly slope: Expr;
}

const w = variable('w');
const rate = variable('rate');

export const REGULARIZATIONS: Readonly<Record<RegularizationSpec['id'], RegularizationDefinition>> = {
  none: { value: constant(0), slope: constant(0) },
  // The slope is rate·sign(w), 0 at w = 0.
  l1: { value: mul(rate, abs(w)), slope: mul(rate, ifLess(w, 0, -1, ifLess(0, w, 1, 0))) },
  l2: { value: mul(rate, mul(w, w)), slope: mul(2, mul(rate, w)) },
};
