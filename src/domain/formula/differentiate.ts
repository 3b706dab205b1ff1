/** Symbolic derivatives of expressions with respect to one variable; stable forms are left to the tables. */
import { add, constant, cos, div, exp, ifLess, mul, neg, sin, sub } from './expr';
import type { Expr } from './expr';
import { simplifyExpr } from './simplify';

type Unary = Extract<Expr, { kind: 'unary' }>;
type Binary = Extract<Expr, { kind: 'binary' }>;

/**
 * d `expr` / d `variableName`, all other variables held fixed.
 *
 * At kinks: |a| has slope 0 at a = 0, and min and max of equal sides have the mean of both slopes, which is exact where kinks
 * cancel (softplus as max(z, 0) + log(1 + exp(-|z|))). A select has the slope of the chosen side; a jump between its sides
 * counts for nothing. √a has no finite slope at a = 0.
 */
export function differentiate(expr: Expr, variableName: string): Expr {
  return simplifyExpr(derivativeOf(expr, variableName));
}

function derivativeOf(expr: Expr, name: string): Expr {
  switch (expr.kind) {
    case 'constant':
      return ZERO;
    case 'variable':
      return expr.name === name ? constant(1) : ZERO;
    case 'unary': {
      const inner = derivativeOf(expr.a, name);
      return isZero(inner) ? ZERO : unaryDerivative(expr, inner);
    }
    case 'binary':
      return binaryDerivative(expr, derivativeOf(expr.a, name), derivativeOf(expr.b, name));
    case 'select': {
      const then = derivativeOf(expr.then, name);
      const otherwise = derivativeOf(expr.otherwise, name);
      return isZero(then) && isZero(otherwise) ? ZERO : { ...expr, then, otherwise };
    }
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}

/** The chain rule: `inner` is the derivative of the argument. */
function unaryDerivative(expr: Unary, inner: Expr): Expr {
  const { op, a } = expr;
  switch (op) {
    case 'neg':
      return neg(inner);
    case 'exp':
      return mul(inner, expr);
    case 'log':
      return div(inner, a);
    case 'tanh':
      return mul(inner, mul(sub(1, expr), add(1, expr)));
    case 'sqrt':
      return div(inner, mul(2, expr));
    case 'abs':
      return mul(inner, ifLess(a, 0, -1, ifLess(0, a, 1, 0)));
    case 'erf':
      return mul(inner, mul(2 / Math.sqrt(Math.PI), exp(neg(mul(a, a)))));
    case 'sin':
      return mul(inner, cos(a));
    case 'cos':
      return mul(inner, neg(sin(a)));
    default: {
      const unknown: never = op;
      return unknown;
    }
  }
}

function binaryDerivative(expr: Binary, da: Expr, db: Expr): Expr {
  const { op, a, b } = expr;
  switch (op) {
    case 'add':
      return sum(da, db);
    case 'sub':
      return difference(da, db);
    case 'mul':
      return sum(product(da, b), product(a, db));
    case 'div':
      // (a' - (a/b)·b') / b: squares no denominator, so it overflows later than the textbook's form.
      return quotient(difference(da, product(expr, db)), b);
    case 'max':
      return slopeOfLarger(a, da, b, db);
    case 'min':
      return slopeOfLarger(b, da, a, db);
    default: {
      const unknown: never = op;
      return unknown;
    }
  }
}

/** `slopeA` where a > b, `slopeB` where a < b, their mean between. */
function slopeOfLarger(a: Expr, slopeA: Expr, b: Expr, slopeB: Expr): Expr {
  if (isZero(slopeA) && isZero(slopeB)) return ZERO;
  return ifLess(b, a, slopeA, ifLess(a, b, slopeB, product(constant(0.5), sum(slopeA, slopeB))));
}

const ZERO = constant(0);
const isZero = (expr: Expr): boolean => expr.kind === 'constant' && expr.value === 0;

// A zero derivative stands for 'does not depend on the variable', whatever the other factor's value: such terms drop out,
// which `simplifyExpr` could not do (0 · ∞ is NaN).
const sum = (a: Expr, b: Expr): Expr => (isZero(a) ? b : isZero(b) ? a : add(a, b));
const difference = (a: Expr, b: Expr): Expr => (isZero(b) ? a : isZero(a) ? neg(b) : sub(a, b));
const product = (a: Expr, b: Expr): Expr => (isZero(a) || isZero(b) ? ZERO : mul(a, b));
const quotient = (a: Expr, b: Expr): Expr => (isZero(a) ? ZERO : div(a, b));
