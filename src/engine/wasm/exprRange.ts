/** Bounds of an expression's value that follow from its form alone, so that renderings may leave out what cannot happen. */
import type { Expr } from '../../domain/formula/expr';

/** Every value that is a number lies within; a NaN is never excluded. */
export interface ExprRange {
  readonly min: number;
  readonly max: number;
}

const ANYTHING: ExprRange = { min: -Infinity, max: Infinity };

/** For any values of the variables. Wide rather than wrong: forms that no formula needs give everything. */
export function rangeOf(expr: Expr): ExprRange {
  switch (expr.kind) {
    case 'constant':
      return { min: expr.value, max: expr.value };
    case 'variable':
      return ANYTHING;
    case 'unary':
      return unaryRange(expr);
    case 'binary':
      return binaryRange(expr);
    case 'select': {
      const then = rangeOf(expr.then);
      const otherwise = rangeOf(expr.otherwise);
      return { min: Math.min(then.min, otherwise.min), max: Math.max(then.max, otherwise.max) };
    }
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}

function unaryRange({ op, a }: Extract<Expr, { kind: 'unary' }>): ExprRange {
  const { min, max } = rangeOf(a);
  switch (op) {
    case 'neg':
      return { min: -max, max: -min };
    case 'abs':
      return { min: min > 0 ? min : max < 0 ? -max : 0, max: Math.max(Math.abs(min), Math.abs(max)) };
    case 'exp':
      return { min: 0, max: max <= 0 ? 1 : Infinity };
    case 'tanh':
    case 'erf':
    case 'sin':
    case 'cos':
      return { min: -1, max: 1 };
    case 'sqrt':
      return { min: 0, max: Infinity };
    case 'log':
      return ANYTHING;
    default: {
      const unknown: never = op;
      return unknown;
    }
  }
}

function binaryRange({ op, a, b }: Extract<Expr, { kind: 'binary' }>): ExprRange {
  const left = rangeOf(a);
  const right = rangeOf(b);
  switch (op) {
    case 'add':
      return known(left.min + right.min, left.max + right.max);
    case 'sub':
      return known(left.min - right.max, left.max - right.min);
    case 'min':
      return { min: Math.min(left.min, right.min), max: Math.min(left.max, right.max) };
    case 'max':
      return { min: Math.max(left.min, right.min), max: Math.max(left.max, right.max) };
    case 'mul':
      if (a.kind === 'variable' && b.kind === 'variable' && a.name === b.name)
        return { min: 0, max: Infinity };
      if (isOneSign(left) && isOneSign(right)) {
        const isNegative = left.max <= 0 !== right.max <= 0;
        return isNegative ? { min: -Infinity, max: 0 } : { min: 0, max: Infinity };
      }
      return ANYTHING;
    case 'div':
      return ANYTHING;
    default: {
      const unknown: never = op;
      return unknown;
    }
  }
}

/** Infinity - Infinity bounds nothing. */
const known = (min: number, max: number): ExprRange => ({
  min: Number.isNaN(min) ? -Infinity : min,
  max: Number.isNaN(max) ? Infinity : max,
});

const isOneSign = ({ min, max }: ExprRange): boolean => min >= 0 || max <= 0;
