/**
 * Takes out of formulas the parts that are the same for all elements of a loop, so that they are computed once before it. A division by such a part
 * becomes a multiplication by its reciprocal, which differs by at most one unit in the last place and is several times faster.
 */
import { div, mul, variable } from '../../domain/formula/expr';
import type { Expr } from '../../domain/formula/expr';
import { freeVariables } from '../../domain/formula/freeVariables';

export interface Hoisted {
  /** The formulas, with variables of new names in the place of what was taken out. */
  readonly exprs: readonly Expr[];
  /** What was taken out, by those names. */
  readonly invariants: Readonly<Record<string, Expr>>;
}

/** `varying` names the variables that differ between elements. Constants and lone variables stay, being cheap to read. */
export function hoistInvariants(exprs: readonly Expr[], varying: ReadonlySet<string>): Hoisted {
  const invariants: Record<string, Expr> = {};
  const names = new Map<string, string>();

  const isInvariant = (expr: Expr): boolean => ![...freeVariables(expr)].some((name) => varying.has(name));

  function hoist(expr: Expr): Expr {
    if (expr.kind === 'constant' || expr.kind === 'variable') return expr;
    if (isInvariant(expr)) {
      const key = JSON.stringify(expr);
      const name = names.get(key) ?? `invariant ${names.size}`;
      names.set(key, name);
      invariants[name] = expr;
      return variable(name);
    }
    switch (expr.kind) {
      case 'unary':
        return { ...expr, a: hoist(expr.a) };
      case 'binary':
        if (expr.op === 'div' && isInvariant(expr.b)) return mul(hoist(expr.a), hoist(div(1, expr.b)));
        return { ...expr, a: hoist(expr.a), b: hoist(expr.b) };
      case 'select':
        return {
          ...expr,
          a: hoist(expr.a),
          b: hoist(expr.b),
          then: hoist(expr.then),
          otherwise: hoist(expr.otherwise),
        };
      default: {
        const unknown: never = expr;
        return unknown;
      }
    }
  }

  return { exprs: exprs.map(hoist), invariants };
}
