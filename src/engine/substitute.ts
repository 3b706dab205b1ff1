/** Puts formulas in the place of variables. */
import type { Expr } from '../domain/formula/expr';

/** `expr` with every variable that `replacements` names replaced; what is put in is not searched again. */
export function substitute(expr: Expr, replacements: Readonly<Record<string, Expr>>): Expr {
  const inside = (part: Expr): Expr => substitute(part, replacements);
  switch (expr.kind) {
    case 'constant':
      return expr;
    case 'variable':
      return (Object.hasOwn(replacements, expr.name) ? replacements[expr.name] : undefined) ?? expr;
    case 'unary':
      return { ...expr, a: inside(expr.a) };
    case 'binary':
      return { ...expr, a: inside(expr.a), b: inside(expr.b) };
    case 'select':
      return {
        ...expr,
        a: inside(expr.a),
        b: inside(expr.b),
        then: inside(expr.then),
        otherwise: inside(expr.otherwise),
      };
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}
