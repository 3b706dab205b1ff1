/** Makes an expression smaller without changing its value for any numbers, non-finite ones and signs of zero included. */
import { BINARY_FUNCTIONS, COMPARISONS, UNARY_FUNCTIONS } from './evaluateExpr';
import { constant } from './expr';
import type { BinaryOp, Expr } from './expr';

type Unary = Extract<Expr, { kind: 'unary' }>;
type Binary = Extract<Expr, { kind: 'binary' }>;
type Select = Extract<Expr, { kind: 'select' }>;

/**
 * `expr` with constants folded and with the identities that hold for every float64: x·1, x/1, x-0, -(-x), a+(-b), min(x, x), …
 * Left alone are x·0 (NaN for an infinite x), x+0 (+0 for x = -0), x-x and every change of the order of operations, which
 * changes rounding. Results that are not finite are not folded, since engines cannot write them as literals.
 */
export function simplifyExpr(expr: Expr): Expr {
  switch (expr.kind) {
    case 'constant':
    case 'variable':
      return expr;
    case 'unary':
      return simplifyUnary({ ...expr, a: simplifyExpr(expr.a) });
    case 'binary':
      return simplifyBinary({ ...expr, a: simplifyExpr(expr.a), b: simplifyExpr(expr.b) });
    case 'select':
      return simplifySelect({
        ...expr,
        a: simplifyExpr(expr.a),
        b: simplifyExpr(expr.b),
        then: simplifyExpr(expr.then),
        otherwise: simplifyExpr(expr.otherwise),
      });
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}

function simplifyUnary(expr: Unary): Expr {
  const { op, a } = expr;
  if (a.kind === 'constant') return foldedOr(UNARY_FUNCTIONS[op](a.value), expr);
  if (a.kind !== 'unary') return expr;
  if (op === 'neg' && a.op === 'neg') return a.a;
  if (op === 'abs' && a.op === 'abs') return a;
  if (op === 'abs' && a.op === 'neg') return simplifyUnary({ kind: 'unary', op: 'abs', a: a.a });
  return expr;
}

/** The sides are already simple; a rewriting may make room for the next, so its result is looked at again. */
function simplifyBinary(expr: Binary): Expr {
  const { op, a, b } = expr;
  if (a.kind === 'constant' && b.kind === 'constant')
    return foldedOr(BINARY_FUNCTIONS[op](a.value, b.value), expr);
  switch (op) {
    case 'add':
      if (isNumber(a, -0)) return b;
      if (isNumber(b, -0)) return a;
      if (isNegation(b)) return again('sub', a, b.a);
      return isNegation(a) ? again('sub', b, a.a) : expr;
    case 'sub':
      if (isNumber(b, 0)) return a;
      return isNegation(b) ? again('add', a, b.a) : expr;
    case 'mul':
      if (isNumber(a, 1)) return b;
      if (isNumber(b, 1)) return a;
      if (isNumber(a, -1)) return simplifyUnary({ kind: 'unary', op: 'neg', a: b });
      if (isNumber(b, -1)) return simplifyUnary({ kind: 'unary', op: 'neg', a });
      return isNegation(a) && isNegation(b) ? again('mul', a.a, b.a) : expr;
    case 'div':
      return isNumber(b, 1) ? a : expr;
    case 'min':
    case 'max':
      return isSame(a, b) ? a : expr;
    default: {
      const unknown: never = op;
      return unknown;
    }
  }
}

const again = (op: BinaryOp, a: Expr, b: Expr): Expr => simplifyBinary({ kind: 'binary', op, a, b });

function simplifySelect(expr: Select): Expr {
  const { op, a, b, then, otherwise } = expr;
  if (isSame(then, otherwise)) return then;
  if (a.kind === 'constant' && b.kind === 'constant')
    return COMPARISONS[op](a.value, b.value) ? then : otherwise;
  return expr;
}

const foldedOr = (value: number, expr: Expr): Expr => (Number.isFinite(value) ? constant(value) : expr);

/** Whether `expr` is the constant `value`; tells 0 from -0. */
const isNumber = (expr: Expr, value: number): boolean =>
  expr.kind === 'constant' && Object.is(expr.value, value);

const isNegation = (expr: Expr): expr is Unary => expr.kind === 'unary' && expr.op === 'neg';

/** Whether two expressions are written alike. */
function isSame(left: Expr, right: Expr): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case 'constant':
      return isNumber(right, left.value);
    case 'variable':
      return right.kind === 'variable' && right.name === left.name;
    case 'unary':
      return right.kind === 'unary' && right.op === left.op && isSame(left.a, right.a);
    case 'binary':
      return (
        right.kind === 'binary' && right.op === left.op && isSame(left.a, right.a) && isSame(left.b, right.b)
      );
    case 'select':
      return (
        right.kind === 'select' &&
        right.op === left.op &&
        isSame(left.a, right.a) &&
        isSame(left.b, right.b) &&
        isSame(left.then, right.then) &&
        isSame(left.otherwise, right.otherwise)
      );
    default: {
      const unknown: never = left;
      return unknown;
    }
  }
}
