/** The float64 value of an expression: the reference for every engine's rendering; refuses unbound variables. */
import { erf } from './erf';
import type { BinaryOp, CompareOp, Expr, UnaryOp } from './expr';

export const UNARY_FUNCTIONS: Readonly<Record<UnaryOp, (a: number) => number>> = {
  neg: (a) => -a,
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  sqrt: Math.sqrt,
  abs: Math.abs,
  erf,
  sin: Math.sin,
  cos: Math.cos,
};

export const BINARY_FUNCTIONS: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
};

/** Both are false where a side is NaN. */
export const COMPARISONS: Readonly<Record<CompareOp, (a: number, b: number) => boolean>> = {
  less: (a, b) => a < b,
  lessEqual: (a, b) => a <= b,
};

/**
 * The value of `expr` with `env` giving every variable's number. Of a select only the chosen side is evaluated.
 * Never throws for numbers (log(-1) is NaN); throws RangeError for a variable that `env` does not have.
 */
export function evaluateExpr(expr: Expr, env: Readonly<Record<string, number>>): number {
  switch (expr.kind) {
    case 'constant':
      return expr.value;
    case 'variable': {
      const value = Object.hasOwn(env, expr.name) ? env[expr.name] : undefined;
      if (value === undefined) throw new RangeError(`no value for variable ${expr.name}`);
      return value;
    }
    case 'unary':
      return UNARY_FUNCTIONS[expr.op](evaluateExpr(expr.a, env));
    case 'binary':
      return BINARY_FUNCTIONS[expr.op](evaluateExpr(expr.a, env), evaluateExpr(expr.b, env));
    case 'select': {
      const holds = COMPARISONS[expr.op](evaluateExpr(expr.a, env), evaluateExpr(expr.b, env));
      return evaluateExpr(holds ? expr.then : expr.otherwise, env);
    }
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}
