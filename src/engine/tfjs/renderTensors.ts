/** Renders formulas to tensors, so that tfjs computes and differentiates them; knows no network. */
import * as tf from '@tensorflow/tfjs';
import type { BinaryOp, CompareOp, Expr, UnaryOp } from '../../domain/formula/expr';

const UNARY: Readonly<Record<UnaryOp, (a: tf.Tensor) => tf.Tensor>> = {
  neg: (a) => tf.neg(a),
  exp: (a) => tf.exp(a),
  log: (a) => tf.log(a),
  tanh: (a) => tf.tanh(a),
  sqrt: (a) => tf.sqrt(a),
  abs: (a) => tf.abs(a),
  erf: (a) => tf.erf(a),
  sin: (a) => tf.sin(a),
  cos: (a) => tf.cos(a),
};

const BINARY: Readonly<Record<BinaryOp, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  min: (a, b) => tf.minimum(a, b),
  max: (a, b) => tf.maximum(a, b),
};

const COMPARE: Readonly<Record<CompareOp, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  less: (a, b) => tf.less(a, b),
  lessEqual: (a, b) => tf.lessEqual(a, b),
};

// tfjs follows the condition of a choice when it differentiates, but has no gradient for comparisons: a step has slope 0 wherever it has one.
for (const kernelName of ['Less', 'LessEqual'])
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (_slope, [a, b]) => ({
      a: () => tf.zerosLike(a ?? 0),
      b: () => tf.zerosLike(b ?? 0),
    }),
  });

/** Numbers as tensors, each made once and kept, as a tensor made in every step would be uploaded in every step. */
export interface Constants {
  get(value: number): tf.Tensor;
  /** Frees them all; those asked for afterwards are made again. */
  dispose(): void;
}

export function createConstants(): Constants {
  const kept = new Map<number, tf.Tensor>();
  return {
    get: (value) => {
      const known = kept.get(value);
      if (known) return known;
      const scalar = tf.keep(tf.scalar(value));
      kept.set(value, scalar);
      return scalar;
    },
    dispose: () => {
      for (const scalar of kept.values()) scalar.dispose();
      kept.clear();
    },
  };
}

/**
 * The value of `expr`, `env` giving a tensor for every variable; shapes broadcast. Equal parts are computed once. To be called within `tf.tidy`, as
 * what lies between stays. Throws RangeError for a variable that `env` does not have.
 *
 * tfjs' own derivatives agree with the tables at the kink z = 0 (they take the negative side): |z| has -1 there, min(z, 0) follows z, and max gives
 * the slope of its first side, so a constant side is put first.
 */
export function renderTensors(
  expr: Expr,
  env: Readonly<Record<string, tf.Tensor>>,
  constants: Constants,
): tf.Tensor {
  const known = new Map<string, tf.Tensor>();
  const render = (part: Expr): tf.Tensor => {
    const key = keyOf(part);
    const found = known.get(key);
    if (found) return found;
    const made = renderNew(part);
    known.set(key, made);
    return made;
  };
  const renderNew = (part: Expr): tf.Tensor => {
    switch (part.kind) {
      case 'constant':
        return constants.get(part.value);
      case 'variable': {
        const tensor = env[part.name];
        if (!tensor) throw new RangeError(`no tensor for variable ${part.name}`);
        return tensor;
      }
      case 'unary':
        return UNARY[part.op](render(part.a));
      case 'binary': {
        const isConstantSecond = part.op === 'max' && part.b.kind === 'constant';
        return isConstantSecond
          ? BINARY.max(render(part.b), render(part.a))
          : BINARY[part.op](render(part.a), render(part.b));
      }
      case 'select':
        return tf.where(
          COMPARE[part.op](render(part.a), render(part.b)),
          render(part.then),
          render(part.otherwise),
        );
      default: {
        const unknown: never = part;
        return unknown;
      }
    }
  };
  return render(expr);
}

const keys = new WeakMap<Expr, string>();

/** Equal for parts that are written alike; kept with the formula, which lives as long as the tables. */
function keyOf(expr: Expr): string {
  const known = keys.get(expr);
  if (known) return known;
  const key = JSON.stringify(expr);
  keys.set(expr, key);
  return key;
}
