/** Which variables an expression names. */
import type { Expr } from './expr';

/** The names of all variables in `expr`, in the order in which they are first met from the left. */
export function freeVariables(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  collect(expr, names);
  return names;
}

function collect(expr: Expr, names: Set<string>): void {
  switch (expr.kind) {
    case 'constant':
      return;
    case 'variable':
      names.add(expr.name);
      return;
    case 'unary':
      collect(expr.a, names);
      return;
    case 'binary':
      collect(expr.a, names);
      collect(expr.b, names);
      return;
    case 'select':
      collect(expr.a, names);
      collect(expr.b, names);
      collect(expr.then, names);
      collect(expr.otherwise, names);
      return;
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}
