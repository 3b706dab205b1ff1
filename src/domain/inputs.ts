/** What can be fed to the first layer: each input as a formula of the coordinates x1 and x2, and the arrays made of them. */
import { type Expr, mul, sin, variable } from './formula/expr';
import type { InputId } from './ids';

export interface InputDefinition {
  /** In the variables `x1` and `x2`. */
  readonly formula: Expr;
  /** The same in plain arithmetic, for arrays. */
  readonly compute: (x1: number, x2: number) => number;
}

const x1 = variable('x1');
const x2 = variable('x2');

/** In the order in which the first layer numbers them. */
export const INPUTS: Readonly<Record<InputId, InputDefinition>> = {
  x1: { formula: x1, compute: (a) => a },
  x2: { formula: x2, compute: (_, b) => b },
  x1Squared: { formula: mul(x1, x1), compute: (a) => a * a },
  x2Squared: { formula: mul(x2, x2), compute: (_, b) => b * b },
  x1x2: { formula: mul(x1, x2), compute: (a, b) => a * b },
  sinX1: { formula: sin(x1), compute: (a) => Math.sin(a) },
  sinX2: { formula: sin(x2), compute: (_, b) => Math.sin(b) },
};

/** `[n, inputs]` row-major from `points` (x1, x2 of point i at 2i, 2i + 1); each value is rounded to float32 once. */
export function buildFeatures(points: Float32Array, inputs: readonly InputId[]): Float32Array {
  const count = points.length / 2;
  const width = inputs.length;
  const features = new Float32Array(count * width);
  inputs.forEach((id, column) => {
    const { compute } = INPUTS[id];
    for (let row = 0; row < count; row++)
      features[row * width + column] = compute(points[2 * row] ?? 0, points[2 * row + 1] ?? 0);
  });
  return features;
}
